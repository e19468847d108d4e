import { Button, Group, Text } from '@mantine/core'
import { useLocation, useRouter } from '@tanstack/react-router'
import { Icon } from './icon.tsx'

declare module '@tanstack/react-router' {
  interface HistoryState {
    /** Cursors of the pages before this one; the first page has the empty one. */
    trail?: string[]
  }
}

interface PagerProps {
  after: string | undefined
  next: string | null
  /** Goes to the page after a cursor; none is the first page. */
  onGo: (after: string | undefined, trail: string[]) => void
}

/** Pages whose place stands in the address. Keyset lists know no page numbers, only what comes next. */
export function Pager({ after, next, onGo }: PagerProps) {
  const trail = useLocation({ select: (location) => location.state.trail }) ?? []
  const { history } = useRouter()
  if (!after && !next) return null
  const go = (to: string | undefined, way: string[]) => {
    onGo(to, way)
    window.scrollTo({ top: 0 })
  }
  return (
    <Group justify="space-between" component="nav" aria-label="Pages">
      <Button
        variant="default"
        leftSection={<Icon name="left" />}
        disabled={!after}
        onClick={() => (trail.length > 0 ? history.back() : go(undefined, []))}
      >
        {after && trail.length === 0 ? 'First page' : 'Previous'}
      </Button>
      {trail.length > 0 && (
        <Text size="sm" c="dimmed">
          Page {trail.length + 1}
        </Text>
      )}
      <Button
        variant="default"
        rightSection={<Icon name="right" />}
        disabled={!next}
        onClick={() => next && go(next, [...trail, after ?? ''])}
      >
        Next
      </Button>
    </Group>
  )
}
