import { Stack, Text } from '@mantine/core'
import { some } from '../../../ui/amounts.ts'
import { PageLink } from '../../../ui/links.tsx'
import { Pill } from '../../../ui/status-badge.tsx'
import type { RoutingRow } from './rows.ts'
import { standingOf } from './standing.ts'

/** How a route stands, what holds it, and what waits for it. */
export function StateCell({ row: { route, projectKey } }: { row: RoutingRow }) {
  if (!route) return null
  const { tone, words, details } = standingOf(route)
  const waits = { delivery: 'waiting', ...(projectKey ? { project: projectKey } : {}) }
  return (
    <Stack gap={4} align="flex-start">
      <Pill tone={tone} words={words} />
      {details.map((detail) => (
        <Text key={detail} size="sm" maw={420}>
          {detail}
        </Text>
      ))}
      {details.length > 0 && route.fallsBack && (
        <Text size="sm" c="dimmed">
          Its tickets go to the default route meanwhile.
        </Text>
      )}
      {route.waiting > 0 && (
        <PageLink to="/tickets" search={waits} size="sm">
          {some(route.waiting, 'ticket')} {route.waiting === 1 ? 'waits' : 'wait'} for it
        </PageLink>
      )}
    </Stack>
  )
}
