import { Button, Group, PasswordInput, Stack, Text } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useState, type FormEvent, type ReactNode } from 'react'
import { fieldErrors } from '../../api/problem.ts'
import { RefusalNote } from '../../ui/refusal-note.tsx'

interface ConfirmFormProps<T> {
  /** What will happen. */
  children: ReactNode
  confirm: string
  danger?: boolean
  act: (password: string) => Promise<T>
  onDone: (answer: T) => void
  onCancel: () => void
}

/** Asks for the password before something that a borrowed, open page must not be able to do. */
export function ConfirmForm<T>({ children, confirm, act, ...rest }: ConfirmFormProps<T>) {
  const { danger = false, onDone, onCancel } = rest
  const [password, setPassword] = useState('')
  const acting = useMutation({ mutationFn: act, onSuccess: onDone })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    acting.mutate(password)
  }
  return (
    <form onSubmit={submit}>
      <Stack>
        <Text size="sm">{children}</Text>
        <PasswordInput
          label="Your password"
          autoComplete="current-password"
          data-autofocus
          required
          withAsterisk={false}
          maxLength={128}
          value={password}
          error={fieldErrors(acting.error)['password']}
          onChange={(event) => setPassword(event.currentTarget.value)}
        />
        <RefusalNote error={acting.error} shown={['password']} />
        <Group justify="flex-end">
          <Button variant="default" onClick={onCancel}>
            Cancel
          </Button>
          <Button
            type="submit"
            {...(danger ? { color: 'red.8' } : {})}
            loading={acting.isPending}
            disabled={password === ''}
          >
            {confirm}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
