import type { LiveMessage } from '../../src/http/contract/live.ts'

interface Listener {
  onMessage: (message: LiveMessage) => void
  /** The stream was away: anything may have changed meanwhile. */
  onReturn: () => void
}

const longestPause = 60_000

/**
 * Listens to the hub's live messages until the returned function is called. The browser reconnects
 * after a broken line, but not after an answer like 503: that is done here. A hidden tab lets go of
 * its stream, since browsers allow six of them for a host.
 */
export function listenLive({ onMessage, onReturn }: Listener): () => void {
  let source: EventSource | undefined
  let timer: ReturnType<typeof setTimeout> | undefined
  let failures = 0
  let wasAway = false

  const open = () => {
    source = new EventSource('/v1/live')
    source.addEventListener('open', () => {
      failures = 0
      if (wasAway) onReturn()
      wasAway = false
    })
    source.addEventListener('message', (event: MessageEvent<string>) => {
      const message = parse(event.data)
      if (message) onMessage(message)
    })
    source.addEventListener('error', () => {
      wasAway = true
      if (source?.readyState !== EventSource.CLOSED) return
      failures += 1
      timer = setTimeout(open, Math.min(longestPause, 1_000 * 2 ** failures))
    })
  }
  const close = () => {
    clearTimeout(timer)
    source?.close()
    source = undefined
  }
  const onVisibility = () => {
    close()
    if (document.hidden) wasAway = true
    else open()
  }

  open()
  document.addEventListener('visibilitychange', onVisibility)
  return () => {
    document.removeEventListener('visibilitychange', onVisibility)
    close()
  }
}

function parse(data: string): LiveMessage | undefined {
  try {
    return JSON.parse(data) as LiveMessage
  } catch {
    return undefined
  }
}
