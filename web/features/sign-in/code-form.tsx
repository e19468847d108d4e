import { Button, Stack, TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useState, type FormEvent } from 'react'
import { signInWithCode } from '../../api/sign-in.ts'
import { fieldErrors } from '../../api/problem.ts'
import { Entrance } from '../../ui/entrance.tsx'
import { RefusalNote } from '../../ui/refusal-note.tsx'

interface FormProps {
  onEntered: () => void
  /** Back to the password. */
  onAnew: () => void
}

const ways = {
  app: {
    lead: 'Your account has two-factor: give the code that your app shows now.',
    label: 'Code',
    help: 'Six digits',
    other: 'Use a backup code',
  },
  backup: {
    lead: 'Each of your backup codes is good once. Device and codes lost? An administrator of your workspace can reset your two-factor.',
    label: 'Backup code',
    help: 'One of the ten that you kept',
    other: 'Use the code of the app',
  },
} as const

/** The second step of signing in, where the account has two-factor. */
export function CodeForm({ onEntered, onAnew }: FormProps) {
  const [way, setWay] = useState<keyof typeof ways>('app')
  const [code, setCode] = useState('')
  const entering = useMutation({
    mutationFn: (given: string) => signInWithCode(way === 'app' ? { code: given } : { backupCode: given }),
    onSuccess: onEntered,
    onError: () => setCode(''),
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    // Apps show it in two halves.
    entering.mutate(way === 'app' ? code.replaceAll(/\s/gu, '') : code.trim())
  }
  const swap = () => {
    setWay(way === 'app' ? 'backup' : 'app')
    setCode('')
    entering.reset()
  }
  const { lead, label, help, other } = ways[way]
  const wrong = fieldErrors(entering.error)[way === 'app' ? 'code' : 'backupCode']
  return (
    <Entrance title="The second factor" lead={lead}>
      <form onSubmit={submit}>
        <Stack>
          <TextInput
            key={way}
            label={label}
            description={help}
            autoFocus
            required
            withAsterisk={false}
            autoComplete={way === 'app' ? 'one-time-code' : 'off'}
            inputMode={way === 'app' ? 'numeric' : 'text'}
            maxLength={way === 'app' ? 7 : 40}
            value={code}
            error={wrong}
            onChange={(event) => setCode(event.currentTarget.value)}
          />
          <RefusalNote error={entering.error} shown={['code', 'backupCode']} />
          <Button type="submit" loading={entering.isPending} fullWidth>
            Sign in
          </Button>
          <Button variant="default" onClick={swap} fullWidth>
            {other}
          </Button>
          <Button variant="subtle" onClick={onAnew} fullWidth>
            Begin again
          </Button>
        </Stack>
      </form>
    </Entrance>
  )
}
