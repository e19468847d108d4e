import { Tabs } from '@mantine/core'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { Gate } from '../../shell/gate.tsx'
import { Page } from '../../ui/page.tsx'
import { Runs } from './runs.tsx'
import { Services } from './services.tsx'

export function DiagnosticsPage() {
  return (
    <Gate right="diagnostics:read">
      <Diagnostics />
    </Gate>
  )
}

function Diagnostics() {
  const { view } = useSearch({ from: '/shell/diagnostics' })
  const navigate = useNavigate({ from: '/diagnostics' })
  return (
    <Page title="Diagnostics" lead="Lines, what was measured on them, and the tickets about it.">
      <Tabs
        value={view === 'services' ? view : 'runs'}
        keepMounted={false}
        onChange={(chosen) => void navigate({ search: chosen === 'services' ? { view: chosen } : {} })}
      >
        <Tabs.List mb="lg" aria-label="Diagnostics">
          <Tabs.Tab value="runs">Diagnostic runs</Tabs.Tab>
          <Tabs.Tab value="services">Services</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="runs">
          <Runs />
        </Tabs.Panel>
        <Tabs.Panel value="services">
          <Services />
        </Tabs.Panel>
      </Tabs>
    </Page>
  )
}
