import { Stack, Switch, Text } from '@mantine/core'
import type { Connection } from '../../../api/connections.ts'
import { TextLink } from '../../../ui/links.tsx'
import { ProblemNote } from '../../../ui/problem-note.tsx'
import { useSettings } from './use-settings.ts'

/** B10, B37: whether the lock and the queue of this connection are shown. */
export function DebugPage({ connection }: { connection: Connection }) {
  const saving = useSettings(connection)
  const { debugPage } = connection.settings
  return (
    <Stack gap="sm">
      <Switch
        label="Display Debug Page"
        description="Shows which creation is under way, who is at it since when, and what is pending."
        checked={debugPage}
        disabled={saving.isPending}
        onChange={(event) => saving.mutate({ debugPage: event.currentTarget.checked })}
      />
      <ProblemNote error={saving.error} />
      {debugPage && (
        <Text size="sm">
          <TextLink to="/queue">Open the queue</TextLink>
        </Text>
      )}
    </Stack>
  )
}
