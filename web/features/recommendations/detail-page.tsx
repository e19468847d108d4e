import { Code, Paper, Stack, Text, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { recommendationQuery, type RecommendationDetail } from '../../api/recommendations.ts'
import { Gate } from '../../shell/gate.tsx'
import { money } from '../../ui/amounts.ts'
import { FactList } from '../../ui/fact-list.tsx'
import { TextLink } from '../../ui/links.tsx'
import { Loaded } from '../../ui/loaded.tsx'
import { Page } from '../../ui/page.tsx'
import { Time } from '../../ui/time.tsx'
import { TicketButtons } from './ticket-buttons.tsx'
import { TicketLine } from './ticket-line.tsx'
import { effortWords } from './words.ts'

export function RecommendationPage() {
  const { id } = useParams({ from: '/shell/recommendations/$id' })
  const query = useQuery(recommendationQuery(id))
  const back = <TextLink to="/recommendations">Recommendations</TextLink>
  return (
    <Gate right="recommendations:read">
      <Page
        title={query.data?.title ?? 'Recommendation'}
        eyebrow={back}
        actions={query.data && <TicketButtons recommendation={query.data} />}
      >
        <Loaded query={query}>{(found) => <Details found={found} />}</Loaded>
      </Page>
    </Gate>
  )
}

function Details({ found }: { found: RecommendationDetail }) {
  return (
    <Stack gap="lg" maw={860}>
      {found.ticket && (
        <Paper withBorder p="md" radius="md">
          <TicketLine ticket={found.ticket} />
        </Paper>
      )}
      {found.description && <Text style={{ whiteSpace: 'pre-wrap' }}>{found.description}</Text>}
      <Paper withBorder p="md" radius="md">
        <FactList
          facts={[
            { label: 'Saving', value: found.monthlySaving && `${money(found.monthlySaving)} a month` },
            { label: 'Resource', value: found.resource },
            { label: 'Account', value: found.account },
            { label: 'Project', value: found.project?.name },
            { label: 'Category', value: found.category },
            { label: 'Effort', value: effortWords(found.effort) },
            { label: 'Source', value: `${found.source} (${found.key})` },
            { label: 'First seen', value: <Time at={found.firstSeenAt} /> },
            { label: 'Last seen', value: <Time at={found.lastSeenAt} /> },
          ]}
        />
      </Paper>
      {found.facts.length > 0 && (
        <section>
          <Title order={2} size="h4" mb="xs">
            What a ticket says about it
          </Title>
          <Text size="sm" c="dimmed" mb="sm">
            These lines stand under the description of the issue.
          </Text>
          <FactList facts={found.facts} />
        </section>
      )}
      {found.raw !== null && found.raw !== undefined && (
        <details>
          <summary>The source’s own document</summary>
          <Code block mt="sm" tabIndex={0} style={{ maxHeight: 420, overflow: 'auto' }}>
            {JSON.stringify(found.raw, null, 2)}
          </Code>
        </details>
      )}
    </Stack>
  )
}
