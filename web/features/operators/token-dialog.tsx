import { Button, Group, Modal, NativeSelect, Stack, Text, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { createOperatorToken, type Operator } from '../../api/operators.ts'
import { fieldErrors } from '../../api/problem.ts'
import { CopyBlock } from '../../ui/copy-block.tsx'
import { CopyField } from '../../ui/copy-field.tsx'
import { useLeaveGuard } from '../../ui/leave-guard.tsx'
import { Note } from '../../ui/note.tsx'
import { ProblemNote } from '../../ui/problem-note.tsx'
import { useFocusBack } from '../../ui/use-focus-back.ts'

const lifetimes = [
  { value: '30', label: '30 days' },
  { value: '90', label: '90 days' },
  { value: '365', label: 'One year' },
  { value: 'never', label: 'No end' },
]

interface DialogProps {
  operator: Operator
  onClose: () => void
}

/** Makes a token, and shows it once. */
export function TokenDialog({ operator, onClose }: DialogProps) {
  const [created, setCreated] = useState<string | null>(null)
  const [dirty, setDirty] = useState(false)
  const { leave, question } = useLeaveGuard(dirty && created === null, onClose)
  useFocusBack()
  return (
    <Modal
      opened
      onClose={leave}
      title={created === null ? `A token for ${operator.name}` : 'The new token'}
      closeOnClickOutside={created === null && !dirty}
    >
      {created === null ? (
        <TokenForm operator={operator} onDirty={setDirty} onCreated={setCreated} onLeave={leave} />
      ) : (
        <Secret token={created} onClose={onClose} />
      )}
      {question}
    </Modal>
  )
}

function Secret({ token, onClose }: { token: string; onClose: () => void }) {
  const address = `${window.location.origin}/api/tickets/`
  return (
    <Stack>
      <Note tone="amber" icon="key" title="It is shown only now">
        <Text size="sm">Hand it over by a safe way before you close this.</Text>
      </Note>
      <CopyField label="Token" value={token} />
      <CopyBlock label="To try it" text={`curl -H 'Authorization: Bearer ${token}' \\\n  ${address}`} />
      <Button style={{ alignSelf: 'flex-end' }} onClick={onClose}>
        Done
      </Button>
    </Stack>
  )
}

interface FormProps {
  operator: Operator
  onDirty: (dirty: boolean) => void
  onCreated: (token: string) => void
  onLeave: () => void
}

function TokenForm({ operator, onDirty, onCreated, onLeave }: FormProps) {
  const form = useForm({
    initialValues: { name: '', email: '', lifetime: '365' },
    onValuesChange: ({ name, email }) => onDirty(name.trim() !== '' || email.trim() !== ''),
  })
  const queries = useQueryClient()
  const creating = useMutation({
    mutationFn: ({ name, email, lifetime }: typeof form.values) =>
      createOperatorToken(operator.id, {
        name: name.trim(),
        email: email.trim() || null,
        expiresInDays: lifetime === 'never' ? null : Number(lifetime),
      }),
    onSuccess: ({ token }) => {
      void queries.invalidateQueries({ queryKey: ['operators'] })
      onCreated(token)
    },
    onError: (error) => form.setErrors(fieldErrors(error)),
  })
  const isShown = Object.keys(form.errors).some((field) => field in form.values)
  return (
    <form onSubmit={form.onSubmit((values) => creating.mutate(values))} noValidate>
      <Stack>
        <TextInput
          label="Login"
          withAsterisk
          data-autofocus
          maxLength={100}
          autoComplete="off"
          description="The author of the tickets that come with it."
          {...form.getInputProps('name')}
        />
        <TextInput
          label="E-mail address"
          type="email"
          maxLength={254}
          autoComplete="off"
          description="Told about these tickets as their author. Empty: the person named in each ticket."
          {...form.getInputProps('email')}
        />
        <NativeSelect label="Valid for" data={lifetimes} {...form.getInputProps('lifetime')} />
        {!isShown && <ProblemNote error={creating.error} withFields />}
        <Group justify="flex-end">
          <Button variant="default" onClick={onLeave}>
            Cancel
          </Button>
          <Button type="submit" loading={creating.isPending} disabled={!form.values.name.trim()}>
            Create token
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
