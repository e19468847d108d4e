import { useNavigate, useSearch } from '@tanstack/react-router'
import { Gate } from '../../shell/gate.tsx'
import { ButtonLink } from '../../ui/links.tsx'
import { Empty } from '../../ui/states.tsx'
import { SyncReport } from './report.tsx'

export function SyncLogPage() {
  return (
    <Gate right="logs:read">
      <SyncLog />
    </Gate>
  )
}

export function SyncErrorsPage() {
  return (
    <Gate right="logs:read">
      <SyncErrors />
    </Gate>
  )
}

function SyncLog() {
  const search = useSearch({ from: '/shell/sync-log' })
  const navigate = useNavigate({ from: '/sync-log' })
  return (
    <SyncReport
      report="/v1/logs"
      title="Sync log"
      lead="What passed between the hub and the tracker, newest first."
      search={search}
      onGo={(to, trail) =>
        void navigate(trail ? { search: to, state: { trail } } : { search: to, replace: true })
      }
      nothing={
        <Empty title="Nothing is logged yet" step={<ToProviders />}>
          Entries appear as soon as the hub talks to a tracker.
        </Empty>
      }
    />
  )
}

function SyncErrors() {
  const search = useSearch({ from: '/shell/sync-errors' })
  const navigate = useNavigate({ from: '/sync-errors' })
  return (
    <SyncReport
      report="/v1/sync-errors"
      title="Sync errors"
      lead="What went wrong between the hub and the tracker, why, and what can be done."
      search={search}
      onGo={(to, trail) =>
        void navigate(trail ? { search: to, state: { trail } } : { search: to, replace: true })
      }
      nothing={
        <Empty
          title="Nothing went wrong"
          step={
            <ButtonLink variant="default" to="/sync-log">
              Go to the sync log
            </ButtonLink>
          }
        >
          What the tracker refuses, and what does not reach it, comes here with its cause and its remedy.
        </Empty>
      }
    />
  )
}

function ToProviders() {
  return (
    <ButtonLink variant="default" to="/workspace/adminsettings/ticket-providers">
      Go to Ticket Providers
    </ButtonLink>
  )
}
