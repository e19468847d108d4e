import { Group } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { alarmSourcesQuery, type AlarmSource } from '../../api/alarm-sources.ts'
import { Gate } from '../../shell/gate.tsx'
import { countOf } from '../../ui/amounts.ts'
import { ButtonLink, PageLink } from '../../ui/links.tsx'
import { ListSummary } from '../../ui/list-notices.tsx'
import { Loaded } from '../../ui/loaded.tsx'
import { Page } from '../../ui/page.tsx'
import { Pager } from '../../ui/pager.tsx'
import { Rows } from '../../ui/rows.tsx'
import { Empty } from '../../ui/states.tsx'
import { Pill } from '../../ui/status-badge.tsx'
import { Time } from '../../ui/time.tsx'
import { clearingWords } from './words.ts'

export function AlarmSourcesPage() {
  return (
    <Gate right="sources:manage">
      <AlarmSources />
    </Gate>
  )
}

function AlarmSources() {
  const { after } = useSearch({ from: '/shell/workspace/adminsettings/sources' })
  const navigate = useNavigate({ from: '/workspace/adminsettings/sources' })
  const query = useQuery(alarmSourcesQuery(after))
  return (
    <Page
      title="Sources"
      lead="Where alarms come from, what their clearing does, and how their consoles learn of tickets."
    >
      <Loaded query={query}>
        {({ items, total, next }) =>
          items.length === 0 && !after ? (
            <NoSources />
          ) : (
            <>
              <ListSummary count={countOf(total, 'source')} onClear={undefined} />
              <Table sources={items} />
              <Pager
                after={after}
                next={next}
                onGo={(to, trail) => void navigate({ search: { after: to }, state: { trail } })}
              />
            </>
          )
        }
      </Loaded>
    </Page>
  )
}

function NoSources() {
  return (
    <Empty title="No sources yet" step={<ButtonLink to="/alarms">How alarms come in</ButtonLink>}>
      A source is here as soon as an alarm came from it: an API token of the role alarm-source, or a console’s
      menu entry.
    </Empty>
  )
}

const columns = ['Source', 'Alarms', 'Last alarm', 'When an alarm clears', 'Console']

function Table({ sources }: { sources: AlarmSource[] }) {
  const rows = sources.map((source) => ({
    id: source.name,
    cells: [
      <PageLink
        key="name"
        to="/workspace/adminsettings/sources/$name"
        params={{ name: source.name }}
        size="sm"
        fw={600}
        style={{ overflowWrap: 'anywhere' }}
      >
        {source.name}
      </PageLink>,
      countOf({ count: source.alarms, capped: false }, 'alarm'),
      <Time key="last" at={source.lastAlarmAt} />,
      clearingWords[source.onClear].label,
      <Told key="told" source={source} />,
    ],
  }))
  return <Rows label="Sources" columns={columns} rows={rows} />
}

function Told({ source: { writeBack, writeBacks } }: { source: AlarmSource }) {
  if (!writeBack) return 'Not told'
  const { done, waiting, failed } = writeBacks
  return (
    <Group gap={6}>
      {failed > 0 && <Pill tone="red" words={`${failed} failed`} />}
      {waiting > 0 && <Pill tone="amber" words={`${waiting} waiting`} />}
      <Pill tone={done > 0 ? 'green' : 'grey'} words={`${done} told`} />
    </Group>
  )
}
