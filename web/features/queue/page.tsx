import { Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { queuesQuery } from '../../api/queues.ts'
import { Gate } from '../../shell/gate.tsx'
import { TextLink } from '../../ui/links.tsx'
import { Loaded } from '../../ui/loaded.tsx'
import { Page } from '../../ui/page.tsx'
import { Empty } from '../../ui/states.tsx'
import { QueueSection } from './queue-section.tsx'

/** The debug page: lock and pending queue of each connection that shows them (B33–B37). */
export function QueuePage() {
  return (
    <Gate right="connections:read">
      <Queues />
    </Gate>
  )
}

function Queues() {
  const query = useQuery(queuesQuery)
  return (
    <Page
      title="Queue"
      lead="What is on its way to the trackers at this moment; it brings itself up to date."
    >
      <Loaded query={query}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty title="The debug page is switched off">
              <Text size="sm">
                It is a setting of each connection, under{' '}
                <TextLink to="/workspace/adminsettings/ticket-providers">Ticket Providers</TextLink>.
              </Text>
            </Empty>
          ) : (
            <Stack gap="xl">
              {items.map((queue) => (
                <QueueSection key={queue.connection.id} queue={queue} />
              ))}
            </Stack>
          )
        }
      </Loaded>
    </Page>
  )
}
