import { Button, Group, NumberInput, SimpleGrid, Stack, Text } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState, type FormEvent } from 'react'
import type { Connection } from '../../../api/connections.ts'
import { fieldErrors } from '../../../api/problem.ts'
import { removeNow, retentionQuery } from '../../../api/queues.ts'
import { some } from '../../../ui/amounts.ts'
import { Confirm } from '../../../ui/confirm.tsx'
import { ProblemNote } from '../../../ui/problem-note.tsx'
import { useSettings } from './use-settings.ts'

const asTyped = (limit: number | null) => limit ?? ''
const asLimit = (typed: number | string) => (typeof typed === 'number' ? typed : null)

/** B7, B8: how long and how many tickets are kept, and what that removes. */
export function Retention({ connection }: { connection: Connection }) {
  const { keepDays, keepCount } = connection.settings
  const [days, setDays] = useState<number | string>(asTyped(keepDays))
  const [count, setCount] = useState<number | string>(asTyped(keepCount))
  const saving = useSettings(connection)
  const errors = fieldErrors(saving.error)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    saving.mutate({ keepDays: asLimit(days), keepCount: asLimit(count) })
  }
  return (
    <form onSubmit={submit}>
      <Stack>
        <Text size="sm">
          Tickets that are over go when either limit is passed, the oldest first, every night. What is open or
          on its way stays. Which alarm has which issue is kept, so that no alarm gets a second ticket.
        </Text>
        <SimpleGrid cols={{ base: 1, sm: 2 }}>
          <NumberInput
            label="Ticket Storage Duration Limit"
            description="Days since a ticket’s last change; empty: for ever."
            min={1}
            max={3_650}
            allowDecimal={false}
            value={days}
            error={errors['keepDays']}
            onChange={setDays}
          />
          <NumberInput
            label="Ticket Storage Count Limit"
            description="Tickets kept; empty: any number."
            min={1}
            max={10_000_000}
            allowDecimal={false}
            value={count}
            error={errors['keepCount']}
            onChange={setCount}
          />
        </SimpleGrid>
        {Object.keys(errors).length === 0 && <ProblemNote error={saving.error} />}
        <Group>
          <Button type="submit" size="sm" loading={saving.isPending}>
            Save retention
          </Button>
          <RemoveNow connection={connection} />
        </Group>
      </Stack>
    </form>
  )
}

/** The same as tonight, after saying in numbers what that means. */
function RemoveNow({ connection: { id, name } }: { connection: Connection }) {
  const queries = useQueryClient()
  const query = useQuery(retentionQuery(id))
  const [isAsking, setAsking] = useState(false)
  const removing = useMutation({
    mutationFn: () => removeNow(id),
    onSuccess: () => {
      setAsking(false)
      return queries.invalidateQueries({ queryKey: ['retention', id] })
    },
  })
  if (!query.data) return null
  const { due, total } = query.data
  if (due === 0) {
    return (
      <Text size="sm" c="dimmed">
        {some(total, 'ticket')}; nothing to remove.
      </Text>
    )
  }
  return (
    <>
      <Button size="sm" variant="default" onClick={() => setAsking(true)}>
        Remove {some(due, 'ticket')} now
      </Button>
      {isAsking && (
        <Confirm
          title={`Remove ${some(due, 'ticket')} of ${name}?`}
          confirm={`Remove ${some(due, 'ticket')}`}
          danger
          busy={removing.isPending}
          error={removing.error}
          onConfirm={() => removing.mutate()}
          onCancel={() => setAsking(false)}
        >
          <Text size="sm">
            Of {some(total, 'ticket')} here, {due} go with their timelines. Their issues in the tracker are
            not touched. This cannot be undone.
          </Text>
        </Confirm>
      )}
    </>
  )
}
