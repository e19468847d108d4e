import { Accordion, Anchor, List, Text, Title } from '@mantine/core'
import type { Connection } from '../../api/connections.ts'
import { useAllowed, useMe } from '../../api/session.ts'
import { TextLink } from '../../ui/links.tsx'

const topics = [
  {
    name: 'creating',
    title: 'Tickets are not created',
    checks: [
      'The provider’s card says Active.',
      'Test Connection on the card is green, and every required right has a ✓.',
      'The integration user may create in the place that the ticket’s route names: Project Routing shows each.',
      'The ticket’s own page says what it waits for; the log has the tracker’s words.',
    ],
  },
  {
    name: 'following',
    title: 'A status does not follow',
    checks: [
      'Without a webhook a change arrives with the next poll: see above when that is.',
      'The issue still exists in the tracker, and the integration user may read it.',
      'The status has a category: those without one are listed above.',
      'Reload the ticket’s page, or press Sync now there: the hub then reads the issue at once.',
    ],
  },
  {
    name: 'routing',
    title: 'Tickets go to the wrong place',
    checks: [
      'The project has a route of its own under Project Routing; without one its tickets take the default route.',
      'The place that the route names still exists in the tracker: “Check all routes now” looks at every one.',
      'A route that cannot be used holds its tickets, unless it is set to send them to the default route.',
      'On the ticket’s page, “Why?” says what decided each value.',
    ],
  },
]

/** A72–A74, A77: what to look at, in the order that finds it soonest. */
export function HelpPanel({ active }: { active: Connection | undefined }) {
  const { supportAddress } = useMe()
  const mayReadLog = useAllowed('logs:read')
  return (
    <section aria-labelledby="help">
      <Title order={2} size="h4" mb="sm" id="help">
        If something does not work
      </Title>
      <Accordion variant="separated" order={3}>
        {topics.map(({ name, title, checks }) => (
          <Accordion.Item key={name} value={name}>
            <Accordion.Control>{title}</Accordion.Control>
            <Accordion.Panel>
              <List size="sm" type="ordered" spacing={4}>
                {checks.map((check) => (
                  <List.Item key={check}>{check}</List.Item>
                ))}
              </List>
            </Accordion.Panel>
          </Accordion.Item>
        ))}
      </Accordion>
      <Text size="sm" mt="sm">
        {mayReadLog && (
          <>
            <TextLink to="/sync-errors" search={active ? { connectionId: active.id } : {}}>
              Sync errors
            </TextLink>{' '}
            say what the tracker answered. What a test shows as missing, the tracker’s administrator can
            grant.{' '}
          </>
        )}
        {supportAddress && (
          <>
            Still stuck?{' '}
            <Anchor inherit underline="always" href={supportHref(supportAddress)}>
              {supportAddress}
            </Anchor>
          </>
        )}
      </Text>
    </section>
  )
}

function supportHref(address: string) {
  return /^https?:\/\//iu.test(address) ? address : `mailto:${address}`
}
