import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { notificationsQuery, type NotificationSearch, type ResendWhich } from '../../api/notifications.ts'
import { useAllowed } from '../../api/session.ts'
import { isNarrowed, refine } from '../../ui/address.ts'
import { Gate } from '../../shell/gate.tsx'
import { countOf } from '../../ui/amounts.ts'
import { ButtonLink } from '../../ui/links.tsx'
import { Loaded } from '../../ui/loaded.tsx'
import { Page } from '../../ui/page.tsx'
import { Empty } from '../../ui/states.tsx'
import { NotificationFilters } from './filters.tsx'
import { NotificationList } from './list.tsx'
import { ResendDialog } from './resend-dialog.tsx'

export function NotificationsPage() {
  return (
    <Gate right="operators:read">
      <Notifications />
    </Gate>
  )
}

function Notifications() {
  const search = useSearch({ from: '/shell/notifications' })
  const navigate = useNavigate({ from: '/notifications' })
  const query = useQuery(notificationsQuery(search))
  const [asked, setAsked] = useState<ResendWhich | null>(null)
  const onRefine = (changed: NotificationSearch) =>
    void navigate({ search: (now) => refine(now, changed), replace: true })
  const onClear = () => void navigate({ search: {}, replace: true })
  const narrowed = isNarrowed(search)
  return (
    <Page
      title="Notifications"
      lead="E-mail and webhooks that tell partners about their tickets."
      actions={<RetryAll search={search} onAsk={setAsked} />}
    >
      <NotificationFilters search={search} onRefine={onRefine} />
      <Loaded query={query}>
        {(page) =>
          page.items.length === 0 && !search.after ? (
            <Nothing narrowed={narrowed} onClear={onClear} />
          ) : (
            <NotificationList
              page={page}
              view={query.isPlaceholderData ? null : JSON.stringify(search)}
              after={search.after}
              onClear={narrowed ? onClear : undefined}
              onGo={(after, trail) => void navigate({ search: { ...search, after }, state: { trail } })}
              onResend={setAsked}
            />
          )
        }
      </Loaded>
      {asked && <ResendDialog which={asked} onClose={() => setAsked(null)} />}
    </Page>
  )
}

/** For all that failed within the filters. */
function RetryAll({ search, onAsk }: { search: NotificationSearch; onAsk: (which: ResendWhich) => void }) {
  const { after: _, state: _state, ...filters } = search
  const mayAct = useAllowed('operators:manage')
  const total = useQuery(notificationsQuery({ ...filters, state: 'failed' })).data?.total
  if (!mayAct || !total || total.count === 0) return null
  const { channel, topic, operator, ticket } = filters
  const which = {
    all: true,
    ...(channel && { channel }),
    ...(topic && { topic }),
    ...(operator && { operatorId: operator }),
    ...(ticket && { ticket }),
  }
  return (
    <Button variant="default" onClick={() => onAsk(which as ResendWhich)}>
      Send all that failed again ({countOf(total, 'notification')})
    </Button>
  )
}

function Nothing({ narrowed, onClear }: { narrowed: boolean; onClear: () => void }) {
  const mayManage = useAllowed('operators:manage')
  if (narrowed) {
    return (
      <Empty
        title="No notification fits these filters"
        step={<Button onClick={onClear}>Clear filters</Button>}
      >
        Take a filter away to see more.
      </Empty>
    )
  }
  return (
    <Empty
      title="Nobody was told anything yet"
      step={
        mayManage && (
          <ButtonLink variant="default" to="/workspace/adminsettings/operators">
            Go to Operators
          </ButtonLink>
        )
      }
    >
      A partner’s ticket is mailed to its author and to the operator’s addresses; webhooks are told about
      tickets and their events. Each is listed here with how it went.
    </Empty>
  )
}
