import { Accordion } from '@mantine/core'
import type { ReactNode } from 'react'
import type { Connection } from '../../../api/connections.ts'
import type { ProviderInfo } from '../../../api/providers.ts'
import { DebugPage } from './debug-page.tsx'
import { Limits } from './limits.tsx'
import { Priorities } from './priorities.tsx'
import { Retention } from './retention.tsx'
import { StatusTable } from './status-table.tsx'
import { Webhook } from './webhook.tsx'

interface Panel {
  name: string
  title: string
  content: ReactNode
}

/** The tables and numbers of a connection, folded. */
export function ConnectionSettings(props: { connection: Connection; provider: ProviderInfo }) {
  return (
    <Accordion variant="contained" multiple order={3}>
      {panelsOf(props).map(({ name, title, content }) => (
        <Accordion.Item key={name} value={name}>
          <Accordion.Control>{title}</Accordion.Control>
          <Accordion.Panel>{content}</Accordion.Panel>
        </Accordion.Item>
      ))}
    </Accordion>
  )
}

function panelsOf({ connection, provider }: { connection: Connection; provider: ProviderInfo }): Panel[] {
  const { state, settings, webhook } = connection
  // Saved settings start the forms afresh.
  const saved = JSON.stringify(settings)
  const statuses = {
    name: 'statuses',
    title: 'Statuses and their categories',
    content: <StatusTable connection={connection} provider={provider} />,
  }
  const priorities = {
    name: 'priorities',
    title: 'Priorities',
    content: <Priorities key={saved} connection={connection} provider={provider} />,
  }
  const limits = {
    name: 'limits',
    title: 'Limits and polling',
    content: <Limits key={saved} connection={connection} />,
  }
  const retention = {
    name: 'retention',
    title: 'Retention: how long tickets are kept',
    content: <Retention key={saved} connection={connection} />,
  }
  const debug = { name: 'debug', title: 'Debug page', content: <DebugPage connection={connection} /> }
  const hook = webhook &&
    provider.webhook && {
      name: 'webhook',
      title: 'Webhook: changes at once instead of with the next poll',
      content: <Webhook connection={connection} webhook={webhook} steps={provider.webhook.steps} />,
    }
  return [
    statuses,
    ...(state === 'active' ? [priorities] : []),
    ...(hook ? [hook] : []),
    limits,
    retention,
    debug,
  ]
}
