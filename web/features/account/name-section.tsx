import { Button, Group, TextInput } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState, type FormEvent } from 'react'
import { accountQuery, renameAccount } from '../../api/account.ts'
import { fieldErrors } from '../../api/problem.ts'
import { meQuery } from '../../api/session.ts'
import { RefusalNote } from '../../ui/refusal-note.tsx'
import { Section } from '../../ui/section.tsx'

export function NameSection({ name: before }: { name: string }) {
  const [name, setName] = useState(before)
  const queries = useQueryClient()
  const renaming = useMutation({
    mutationFn: renameAccount,
    onSuccess: async (account) => {
      queries.setQueryData(accountQuery.queryKey, account)
      await queries.invalidateQueries(meQuery)
      notifications.show({ color: 'green.8', message: `You are now shown as ${account.name}.` })
    },
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    renaming.mutate(name.trim())
  }
  return (
    <Section title="Name" lead="As others read it, in all your workspaces.">
      <form onSubmit={submit}>
        <Group align="flex-end" gap="xs">
          <TextInput
            label="Your name"
            autoComplete="name"
            maxLength={100}
            value={name}
            error={fieldErrors(renaming.error)['name']}
            onChange={(event) => setName(event.currentTarget.value)}
            style={{ flex: '0 1 22rem' }}
          />
          <Button
            type="submit"
            variant="default"
            loading={renaming.isPending}
            disabled={!name.trim() || name.trim() === before}
          >
            Save
          </Button>
        </Group>
        <RefusalNote error={renaming.error} shown={['name']} />
      </form>
    </Section>
  )
}
