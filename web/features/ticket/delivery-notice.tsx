import { Group, Stack, Text } from '@mantine/core'
import type { Delivery, Ticket } from '../../api/tickets.ts'
import { FaultText } from '../../ui/fault-note.tsx'
import type { IconName } from '../../ui/icon.tsx'
import { Note } from '../../ui/note.tsx'
import type { Tone } from '../../ui/status.ts'
import { Time } from '../../ui/time.tsx'
import { useNow } from '../../ui/use-now.ts'
import { DeliveryActions } from './delivery-actions.tsx'
import { HeldByRoute } from './held-by-route.tsx'

interface Look {
  tone: Tone
  icon: IconName
  title: string
}

const what: Record<Delivery['kind'], { subject: string; done: string }> = {
  create: { subject: 'The issue', done: 'created' },
  comment: { subject: 'The comment', done: 'written' },
  backlink: { subject: 'The link back to the ticket', done: 'set' },
  'remove-backlink': { subject: 'The end of the link back', done: 'written' },
  attachment: { subject: 'The file', done: 'sent' },
}

function lookOf({ state, kind, heldByRoute }: Delivery): Look | null {
  const { subject, done } = what[kind]
  if (heldByRoute) return { tone: 'amber', icon: 'alert', title: 'It waits for its route' }
  const looks: Record<Delivery['state'], Look | null> = {
    queued: { tone: 'amber', icon: 'clock', title: `${subject} is about to be sent` },
    sending: { tone: 'amber', icon: 'clock', title: `${subject} is being sent` },
    waiting: { tone: 'amber', icon: 'clock', title: `${subject} waits for another try` },
    checking: { tone: 'amber', icon: 'search', title: 'Looking up whether it arrived' },
    parked: { tone: 'red', icon: 'alert', title: 'A person has to decide' },
    failed: { tone: 'red', icon: 'alert', title: `${subject} could not be ${done}` },
    cancelled: { tone: 'dark', icon: 'cross', title: `${subject} was cancelled` },
    done: null,
  }
  return looks[state]
}

interface NoticeProps {
  ticket: Pick<Ticket, 'id' | 'alias' | 'link' | 'delivery'>
  mayAct: boolean
  /** The help desk’s own way to link an issue. */
  onLinkExisting?: () => void
}

/** What stands between the ticket and the tracker: what it waits for, until when, and what can be done. */
export function DeliveryNotice({ ticket, mayAct, onLinkExisting }: NoticeProps) {
  const { delivery, link } = ticket
  const now = useNow()
  if (link?.state === 'gone') return <Gone link={link} />
  const look = delivery && lookOf(delivery)
  if (!delivery || !look) return null
  return (
    <Note tone={look.tone} icon={look.icon} title={look.title} role="status">
      <Stack gap="sm">
        {delivery.waitingFor && <Text size="sm">{delivery.waitingFor}</Text>}
        <DeliveryFault delivery={delivery} />
        {delivery.heldByRoute && <HeldByRoute ticket={ticket} held={delivery.heldByRoute} mayAct={mayAct} />}
        <Text size="sm" c="dimmed">
          {triesOf(delivery.attempts)}
          {delivery.nextAttemptAt && (
            <>
              {' '}
              · next try{' '}
              {Date.parse(delivery.nextAttemptAt) > now.getTime() ? (
                <Time at={delivery.nextAttemptAt} />
              ) : (
                'is due'
              )}
            </>
          )}
        </Text>
        {mayAct && delivery.actions.length > 0 && (
          <Group gap="xs">
            <DeliveryActions
              ticket={ticket}
              kind={delivery.kind}
              actions={delivery.actions}
              onLinkExisting={onLinkExisting}
            />
          </Group>
        )}
      </Stack>
    </Note>
  )
}

/** Where the route is what has to be put right, the refusal that showed it is folded. */
function DeliveryFault({ delivery: { fault, heldByRoute } }: { delivery: Delivery }) {
  if (!fault) return null
  if (!heldByRoute) return <FaultText fault={fault} />
  return (
    <details>
      <Text component="summary" size="sm" style={{ cursor: 'pointer' }}>
        What the tracker said
      </Text>
      <FaultText fault={fault} />
    </details>
  )
}

function triesOf(attempts: number): string {
  if (attempts === 0) return 'nothing sent so far'
  return attempts === 1 ? 'one try so far' : `${attempts} tries so far`
}

function Gone({ link }: { link: NonNullable<Ticket['link']> }) {
  return (
    <Note tone="amber" icon="alert" title={`${link.issueKey} is no longer to be seen`}>
      <Text size="sm">
        It was deleted in the tracker, or the integration user may no longer read it. The ticket keeps its
        last status.
      </Text>
    </Note>
  )
}
