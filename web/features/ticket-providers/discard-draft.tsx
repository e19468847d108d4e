import { Button, Text } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { connectionsQuery, discardDraft, type Connection } from '../../api/connections.ts'
import { Confirm } from '../../ui/confirm.tsx'

/** Deletes a set-up that was begun and never activated. */
export function DiscardDraft({ draft }: { draft: Connection }) {
  const [asking, setAsking] = useState(false)
  const queries = useQueryClient()
  const discarding = useMutation({
    mutationFn: () => discardDraft(draft.id),
    onSuccess: () => {
      notifications.show({ color: 'green.8', message: `The draft ${draft.name} is deleted.` })
      void queries.invalidateQueries(connectionsQuery)
      setAsking(false)
    },
  })
  return (
    <>
      <Button size="xs" variant="default" onClick={() => setAsking(true)}>
        Delete draft
      </Button>
      {asking && (
        <Confirm
          danger
          title={`Delete the draft ${draft.name}?`}
          confirm="Delete draft"
          busy={discarding.isPending}
          error={discarding.error}
          onConfirm={() => discarding.mutate()}
          onCancel={() => setAsking(false)}
        >
          <Text size="sm">
            What was entered is deleted, stored credentials included. No ticket ever went there, so none is
            concerned.
          </Text>
        </Confirm>
      )}
    </>
  )
}
