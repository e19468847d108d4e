import { Button, Group, Stack } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { auditFile, auditQuery, type AuditSearch } from '../../api/audit.ts'
import { Gate } from '../../shell/gate.tsx'
import { isNarrowed, refine } from '../../ui/address.ts'
import { countOf } from '../../ui/amounts.ts'
import { downloadOf } from '../../ui/download.ts'
import { ListSummary } from '../../ui/list-notices.tsx'
import { Loaded } from '../../ui/loaded.tsx'
import { Page } from '../../ui/page.tsx'
import { Pager } from '../../ui/pager.tsx'
import { Empty } from '../../ui/states.tsx'
import { Entries } from './entries.tsx'
import { AuditFilters } from './filters.tsx'
import { useVerification, Verified } from './verification.tsx'

export function AuditPage() {
  return (
    <Gate right="audit:read">
      <Audit />
    </Gate>
  )
}

function Audit() {
  const search: AuditSearch = useSearch({ from: '/shell/workspace/adminsettings/audit' })
  const navigate = useNavigate({ from: '/workspace/adminsettings/audit' })
  const query = useQuery(auditQuery(search))
  const verification = useVerification()
  const onRefine = (changed: AuditSearch) => void navigate({ search: refine(search, changed), replace: true })
  const onClear = isNarrowed(search) ? () => void navigate({ search: {}, replace: true }) : undefined
  const actions = (
    <>
      <Button variant="default" loading={verification.isPending} onClick={() => verification.mutate()}>
        Verify
      </Button>
      <Button component="a" variant="default" {...downloadOf(auditFile, 'audit.jsonl')}>
        Export JSON lines
      </Button>
    </>
  )
  return (
    <Page title="Audit" lead="Who did what, newest first. Nobody can change it unseen." actions={actions}>
      <Verified verification={verification} />
      <AuditFilters search={search} onRefine={onRefine} />
      <Loaded query={query}>
        {({ items, total, next }) =>
          items.length > 0 || search.after ? (
            <Stack gap="md" aria-busy={query.isPlaceholderData}>
              <Group mih={30}>
                <ListSummary count={countOf(total, 'entry', 'entries')} onClear={onClear} />
              </Group>
              <Entries entries={items} />
              <Pager
                after={search.after}
                next={next}
                onGo={(after, trail) => void navigate({ search: { ...search, after }, state: { trail } })}
              />
            </Stack>
          ) : onClear ? (
            <Empty
              title="No entry fits these filters"
              step={<Button onClick={onClear}>Clear filters</Button>}
            >
              Take a filter away to see more.
            </Empty>
          ) : (
            <Empty title="Nothing is recorded yet">
              Whatever changes how the hub works, or who may use it, comes here by itself: settings, members,
              tokens, signing in.
            </Empty>
          )
        }
      </Loaded>
    </Page>
  )
}
