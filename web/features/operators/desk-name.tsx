import { Button, Group, Paper, Stack, TextInput, Title } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState, type FormEvent } from 'react'
import { changeDeskSettings, deskSettingsQuery } from '../../api/operators.ts'
import { fieldErrors } from '../../api/problem.ts'
import { useMe } from '../../api/session.ts'
import { useLeaveGuard } from '../../ui/leave-guard.tsx'
import { Loaded } from '../../ui/loaded.tsx'
import { ProblemNote } from '../../ui/problem-note.tsx'
import { LoadingRows } from '../../ui/states.tsx'

/** How partners read the desk that answers them. */
export function DeskName() {
  const query = useQuery(deskSettingsQuery)
  return (
    <section aria-labelledby="your-desk">
      <Title order={2} size="h4" mb="xs" id="your-desk">
        Your desk
      </Title>
      <Paper withBorder p="md" radius="md" maw={640}>
        <Loaded query={query} skeleton={<LoadingRows rows={1} height={60} />}>
          {({ deskName }) => <NameForm key={deskName} stored={deskName ?? ''} />}
        </Loaded>
      </Paper>
    </section>
  )
}

function NameForm({ stored }: { stored: string }) {
  const [name, setName] = useState(stored)
  const isDirty = name.trim() !== stored
  const { question } = useLeaveGuard(isDirty, () => setName(stored))
  const { workspace } = useMe()
  const queries = useQueryClient()
  const saving = useMutation({
    mutationFn: () => changeDeskSettings({ deskName: name.trim() || null }),
    onSuccess: (settings) => {
      queries.setQueryData(deskSettingsQuery.queryKey, settings)
      const shown = settings.deskName ?? workspace.name
      notifications.show({ color: 'green.8', message: `Partners read your desk as ${shown}.` })
    },
  })
  const wrong = fieldErrors(saving.error)['deskName']
  const submit = (event: FormEvent) => {
    event.preventDefault()
    saving.mutate()
  }
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="sm">
        <TextInput
          label="Name for partners"
          description="The author of what your people do, in partners’ tickets and e-mail. Empty: the workspace’s name."
          placeholder={workspace.name}
          maxLength={100}
          value={name}
          error={wrong}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        {!wrong && <ProblemNote error={saving.error} />}
        <Group>
          <Button type="submit" loading={saving.isPending} disabled={!isDirty}>
            Save
          </Button>
        </Group>
      </Stack>
      {question}
    </form>
  )
}
