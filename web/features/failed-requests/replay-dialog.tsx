import { Button, Group, List, Modal, Stack, Text } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { replay, replayPreviewQuery, type ReplayPlan, type ReplayWhich } from '../../api/failed-requests.ts'
import { countOf } from '../../ui/amounts.ts'
import { Loaded } from '../../ui/loaded.tsx'
import { ProblemNote } from '../../ui/problem-note.tsx'
import { LoadingRows } from '../../ui/states.tsx'
import { Time } from '../../ui/time.tsx'
import { tick } from '../../ui/relative-time.ts'
import { useFocusBack } from '../../ui/use-focus-back.ts'
import { useNow } from '../../ui/use-now.ts'

interface DialogProps {
  which: ReplayWhich
  onBegun: (id: string | null) => void
  onClose: () => void
}

/** Says in numbers what would be sent again, and where, before anything is. */
export function ReplayDialog({ which, onBegun, onClose }: DialogProps) {
  const preview = useQuery(replayPreviewQuery(which))
  const queries = useQueryClient()
  useFocusBack()
  const replaying = useMutation({
    mutationFn: () => replay(which),
    onSuccess: ({ id }) => {
      onBegun(id)
      void queries.invalidateQueries({ queryKey: ['tickets'] })
      onClose()
    },
  })
  const count = preview.data?.count ?? 0
  return (
    <Modal opened onClose={onClose} title="Send again?" centered size="lg">
      <Stack>
        <Loaded query={preview} skeleton={<LoadingRows rows={3} height={28} />}>
          {(plan) => <Plan plan={plan} />}
        </Loaded>
        <ProblemNote error={replaying.error} />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose} data-autofocus>
            {preview.data && count === 0 ? 'Close' : 'Back'}
          </Button>
          {count > 0 && (
            <Button loading={replaying.isPending} onClick={() => replaying.mutate()}>
              Send {countOf({ count, capped: false }, 'ticket')} again
            </Button>
          )}
        </Group>
      </Stack>
    </Modal>
  )
}

function Plan({ plan: { count, first, connections, leftOut, remaining } }: { plan: ReplayPlan }) {
  return (
    <Stack gap="sm">
      {count === 0 ? (
        <Text>Nothing of it can be sent again now.</Text>
      ) : (
        <Text size="sm">
          The oldest first: {first.join(', ')}
          {count > first.length && ` and ${count - first.length} more`}. Their attempts start anew.
        </Text>
      )}
      {connections.map((connection) => (
        <Destination key={connection.id} connection={connection} />
      ))}
      {leftOut.length > 0 && (
        <div>
          <Text size="sm" fw={600}>
            Left out
          </Text>
          <List size="sm">
            {leftOut.map(({ reason, count: left, examples }) => (
              <List.Item key={reason}>
                {countOf({ count: left, capped: false }, 'ticket')}
                {examples.length > 0 &&
                  ` (${examples.join(', ')}${left > examples.length ? ', …' : ''})`}:{' '}
                {reason}
              </List.Item>
            ))}
          </List>
        </div>
      )}
      {remaining.count > 0 && (
        <Text size="sm">
          {countOf(remaining, 'ticket')} more remain: at most 1,000 are sent at a time. Ask again afterwards.
        </Text>
      )}
    </Stack>
  )
}

function Destination({ connection }: { connection: ReplayPlan['connections'][number] }) {
  const { name, count, destinations, perMinute, requestsPerMinute, firstAt, lastAt } = connection
  const places = destinations.map(({ label, count: some }) =>
    destinations.length > 1 ? `${label} (${some})` : label,
  )
  return (
    <Text size="sm" component="div">
      {countOf({ count, capped: false }, 'ticket')} to <b>{name}</b>: {places.join(', ')}.
      <br />
      {firstAt === lastAt ? (
        <Moment at={firstAt} />
      ) : (
        <>
          At most {perMinute} a minute, half of the {requestsPerMinute} requests that it may make, so that new
          tickets get through. <Moment at={firstAt} /> The last goes <Time at={lastAt} />.
        </>
      )}
    </Text>
  )
}

/** When it begins: behind a pause or an earlier replay it may be later. */
function Moment({ at }: { at: string }) {
  const now = useNow()
  if (Date.parse(at) <= now.getTime() + tick) return <>It begins at once.</>
  return (
    <>
      It begins <Time at={at} />, after what has its turn before.
    </>
  )
}
