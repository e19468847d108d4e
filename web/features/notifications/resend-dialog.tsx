import { Button, Group, List, Modal, Stack, Text } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { resend, resendPlanQuery, type ResendPlan, type ResendWhich } from '../../api/notifications.ts'
import { countOf } from '../../ui/amounts.ts'
import { Loaded } from '../../ui/loaded.tsx'
import { ProblemNote } from '../../ui/problem-note.tsx'
import { LoadingRows } from '../../ui/states.tsx'
import { useFocusBack } from '../../ui/use-focus-back.ts'

/** Says in numbers what would be sent again before anything is. */
export function ResendDialog({ which, onClose }: { which: ResendWhich; onClose: () => void }) {
  const preview = useQuery(resendPlanQuery(which))
  const queries = useQueryClient()
  useFocusBack()
  const sending = useMutation({
    mutationFn: () => resend(which),
    onSuccess: ({ queued }) => {
      notifications.show({
        color: 'green.8',
        message: `${countOf({ count: queued, capped: false }, 'notification')} sent again.`,
      })
      void queries.invalidateQueries({ queryKey: ['notifications'] })
      onClose()
    },
  })
  const total = preview.data?.total
  const nothing = total?.count === 0
  return (
    <Modal opened onClose={onClose} title="Send again?" centered>
      <Stack>
        <Loaded query={preview} skeleton={<LoadingRows rows={2} height={28} />}>
          {(plan) => <Plan plan={plan} />}
        </Loaded>
        <ProblemNote error={sending.error} />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose} data-autofocus>
            {nothing ? 'Close' : 'Back'}
          </Button>
          {total && !nothing && (
            <Button loading={sending.isPending} onClick={() => sending.mutate()}>
              Send {countOf({ count: total.count, capped: false }, 'notification')} again
            </Button>
          )}
        </Group>
      </Stack>
    </Modal>
  )
}

function Plan({ plan: { mail, webhook, total, leftOut } }: { plan: ResendPlan }) {
  const parts = [
    mail > 0 && countOf({ count: mail, capped: false }, 'e-mail'),
    webhook > 0 && countOf({ count: webhook, capped: false }, 'webhook event'),
  ].filter(Boolean)
  return (
    <Stack gap="sm">
      <Text size="sm">
        {parts.length === 0
          ? 'Nothing of it can be sent again now.'
          : `${parts.join(' and ')}, the oldest first. Their tries start anew; each keeps its id, so that who has it already can tell.`}
      </Text>
      {total.capped && <Text size="sm">At most 1,000 are sent at a time. Ask again afterwards.</Text>}
      {leftOut.length > 0 && (
        <div>
          <Text size="sm" fw={600}>
            Left out
          </Text>
          <List size="sm">
            {leftOut.map(({ reason, count }) => (
              <List.Item key={reason}>
                {countOf({ count, capped: false }, 'notification')}: {reason}
              </List.Item>
            ))}
          </List>
        </div>
      )}
    </Stack>
  )
}
