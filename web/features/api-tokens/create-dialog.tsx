import { Button, Group, Modal, NativeSelect, Stack, Text, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState, type FormEvent } from 'react'
import { fieldErrors } from '../../api/problem.ts'
import { createToken, tokensQuery } from '../../api/tokens.ts'
import { CopyField } from '../../ui/copy-field.tsx'
import { useLeaveGuard } from '../../ui/leave-guard.tsx'
import { Note } from '../../ui/note.tsx'
import { ProblemNote } from '../../ui/problem-note.tsx'
import { useFocusBack } from '../../ui/use-focus-back.ts'
import { ScopeFields } from './scope-fields.tsx'
import { ofAgents, type Scope } from './scopes.ts'

const lifetimes = [
  { value: '30', label: '30 days' },
  { value: '90', label: '90 days' },
  { value: '365', label: 'One year' },
  { value: 'never', label: 'No end' },
]

export function CreateTokenDialog({ onClose }: { onClose: () => void }) {
  const [created, setCreated] = useState<string | null>(null)
  const [dirty, setDirty] = useState(false)
  const { leave, question } = useLeaveGuard(dirty && !created, onClose)
  useFocusBack()
  return (
    <Modal
      opened
      onClose={leave}
      title={created ? 'Your new token' : 'Create an API token'}
      closeOnClickOutside={!created && !dirty}
    >
      {created ? (
        <Stack>
          <Note tone="amber" icon="key" title="It is shown only now">
            <Text size="sm">Put it where it is needed before you close this.</Text>
          </Note>
          <CopyField label="API token" value={created} />
          <Button style={{ alignSelf: 'flex-end' }} onClick={onClose}>
            Done
          </Button>
        </Stack>
      ) : (
        <TokenForm onDirty={setDirty} onCreated={setCreated} onLeave={leave} />
      )}
      {question}
    </Modal>
  )
}

interface TokenFormProps {
  onDirty: (dirty: boolean) => void
  onCreated: (token: string) => void
  onLeave: () => void
}

function TokenForm({ onDirty, onCreated, onLeave }: TokenFormProps) {
  const [name, setName] = useState('')
  const [scopes, setScopes] = useState<Scope[]>(ofAgents)
  const [lifetime, setLifetime] = useState('365')
  const queries = useQueryClient()
  const creating = useMutation({
    mutationFn: createToken,
    onSuccess: ({ token }) => {
      void queries.invalidateQueries(tokensQuery)
      onCreated(token)
    },
  })
  const errors = fieldErrors(creating.error)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const expiresInDays = lifetime === 'never' ? null : Number(lifetime)
    creating.mutate({ name: name.trim(), scopes, expiresInDays })
  }
  return (
    <form onSubmit={submit}>
      <Stack>
        <TextInput
          label="Name"
          description="What will use it"
          data-autofocus
          maxLength={100}
          value={name}
          error={errors['name']}
          onChange={(event) => {
            setName(event.currentTarget.value)
            onDirty(event.currentTarget.value.trim() !== '')
          }}
        />
        <ScopeFields value={scopes} onChange={setScopes} error={errors['scopes']} />
        <NativeSelect
          label="Valid for"
          data={lifetimes}
          value={lifetime}
          onChange={(event) => setLifetime(event.currentTarget.value)}
        />
        {!errors['name'] && <ProblemNote error={creating.error} />}
        <Group justify="flex-end">
          <Button variant="default" onClick={onLeave}>
            Cancel
          </Button>
          <Button type="submit" loading={creating.isPending} disabled={!name.trim() || scopes.length === 0}>
            Create token
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
