import { Text } from '@mantine/core'
import type { Connection } from '../../../api/connections.ts'
import { Time } from '../../../ui/time.tsx'
import { useNow } from '../../../ui/use-now.ts'

/** Whether the next request may go at once, and who says so if not. */
export function Budget({ budget: { freeAt, askedByTracker } }: Pick<Connection, 'budget'>) {
  const now = useNow()
  const isFree = freeAt === null || Date.parse(freeAt) <= now.getTime()
  return (
    <Text size="sm" role="status">
      {isFree ? (
        'Free now: the next request goes at once.'
      ) : (
        <>
          The next request goes <Time at={freeAt} />:{' '}
          {askedByTracker ? 'the tracker asked for it.' : 'the hub keeps its own pace.'}
        </>
      )}
    </Text>
  )
}
