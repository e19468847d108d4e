import { Box, Group, Paper, Stack, Text, Title } from '@mantine/core'
import type { Recommendation } from '../../api/recommendations.ts'
import { money } from '../../ui/amounts.ts'
import { PageLink } from '../../ui/links.tsx'
import classes from './card.module.css'
import { TicketButtons } from './ticket-buttons.tsx'
import { TicketLine } from './ticket-line.tsx'
import { effortWords } from './words.ts'

interface CardProps {
  recommendation: Recommendation
  /** No longer part of the list: shown until the person looks at the new one. */
  left: boolean
}

export function RecommendationCard({ recommendation, left }: CardProps) {
  const { id, title, ticket, monthlySaving, resource } = recommendation
  return (
    <Paper withBorder p="md" radius="md" component="li" className={classes['card']} data-left={left}>
      <Stack gap={6} className={classes['what']}>
        <Title order={2} size="h5" style={{ overflowWrap: 'anywhere' }}>
          <PageLink to="/recommendations/$id" params={{ id }} inherit c="inherit">
            {title}
          </PageLink>
        </Title>
        {resource && (
          <Text size="sm" className={classes['resource']} title={resource}>
            {resource}
          </Text>
        )}
        <Text size="sm" c="dimmed">
          {whereabouts(recommendation).join(' · ')}
        </Text>
        <TicketLine ticket={ticket} />
      </Stack>
      <Group className={classes['side']} gap="sm">
        {monthlySaving && (
          <Box className={classes['saving']}>
            <Text fw={650} size="lg" lh={1.2}>
              {money(monthlySaving)}
            </Text>
            <Text size="xs" c="dimmed">
              a month
            </Text>
          </Box>
        )}
        {!left && <TicketButtons recommendation={recommendation} />}
      </Group>
    </Paper>
  )
}

function whereabouts({ account, project, category, effort }: Recommendation): string[] {
  return [account, project?.name, category, effortWords(effort)].filter(
    (part) => part !== null && part !== undefined,
  )
}
