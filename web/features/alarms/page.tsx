import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { alarmsQuery, type AlarmSearch } from '../../api/alarms.ts'
import { Gate } from '../../shell/gate.tsx'
import { isNarrowed, refine } from '../../ui/address.ts'
import { Loaded } from '../../ui/loaded.tsx'
import { Page } from '../../ui/page.tsx'
import { AlarmFilters } from './filters.tsx'
import { AlarmList } from './list.tsx'
import { MenuEntryDialog } from './menu-entry-dialog.tsx'
import { NoAlarms, NoneFits } from './none.tsx'

export function AlarmsPage() {
  return (
    <Gate right="alarms:read">
      <Alarms />
    </Gate>
  )
}

function Alarms() {
  const search = useSearch({ from: '/shell/alarms' })
  const navigate = useNavigate({ from: '/alarms' })
  const query = useQuery(alarmsQuery(search))
  const [menuEntry, setMenuEntry] = useState(false)
  const onRefine = (changed: AlarmSearch) =>
    void navigate({ search: (now) => refine(now, changed), replace: true })
  const onClear = () => void navigate({ search: {}, replace: true })
  const narrowed = isNarrowed(search)
  const isEmpty = query.data?.items.length === 0 && !search.after
  return (
    <Page
      title="Alarms"
      lead="What monitoring reports, and the tickets about it."
      actions={
        !(isEmpty && !narrowed) && (
          <Button variant="default" onClick={() => setMenuEntry(true)}>
            DataMiner menu entry
          </Button>
        )
      }
    >
      <AlarmFilters search={search} onRefine={onRefine} />
      <Loaded query={query}>
        {(page) => {
          if (isEmpty && narrowed) return <NoneFits onClear={onClear} />
          if (isEmpty) return <NoAlarms onMenuEntry={() => setMenuEntry(true)} />
          return (
            <AlarmList
              page={page}
              view={query.isPlaceholderData ? null : JSON.stringify(search)}
              after={search.after}
              onClear={narrowed ? onClear : undefined}
              onGo={(after, trail) => void navigate({ search: { ...search, after }, state: { trail } })}
            />
          )
        }}
      </Loaded>
      {menuEntry && <MenuEntryDialog onClose={() => setMenuEntry(false)} />}
    </Page>
  )
}
