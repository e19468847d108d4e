import type { LiveMessage } from '../../src/http/contract/live.ts'
import { splitEvents } from './live-events.ts'
import { workspaceHeader } from './workspace-choice.ts'

interface Listener {
  onMessage: (message: LiveMessage) => void
  /** The stream was away: anything may have changed meanwhile. */
  onReturn: () => void
}

const longestPause = 60_000

/**
 * Listens to the hub's live messages until the returned function is called. The browser's own EventSource cannot say in
 * which workspace it listens, so the stream is read here, and opened again after a broken line. A hidden tab lets go of its
 * stream, since browsers allow six of them for a host.
 */
export function listenLive({ onMessage, onReturn }: Listener): () => void {
  let stream: AbortController | undefined
  let timer: ReturnType<typeof setTimeout> | undefined
  let failures = 0
  let wasAway = false

  const onOpen = () => {
    failures = 0
    if (wasAway) onReturn()
    wasAway = false
  }
  const open = async () => {
    const mine = new AbortController()
    stream = mine
    try {
      const status = await readStream(mine.signal, { onOpen, onMessage })
      // Signed out, no longer a member, or asked for two-factor: whatever is read next says so.
      if (status === 401 || status === 403) onReturn()
    } catch {
      // The line broke: below it is opened again.
    }
    if (mine.signal.aborted) return
    wasAway = true
    failures += 1
    timer = setTimeout(() => void open(), Math.min(longestPause, 1_000 * 2 ** failures))
  }
  const close = () => {
    clearTimeout(timer)
    stream?.abort()
    stream = undefined
  }
  const onVisibility = () => {
    close()
    if (document.hidden) wasAway = true
    else void open()
  }

  void open()
  document.addEventListener('visibilitychange', onVisibility)
  return () => {
    document.removeEventListener('visibilitychange', onVisibility)
    close()
  }
}

interface Reader {
  onOpen: () => void
  onMessage: (message: LiveMessage) => void
}

/** Resolves when the hub ends the stream, with the status of its answer. */
async function readStream(signal: AbortSignal, { onOpen, onMessage }: Reader): Promise<number> {
  const response = await fetch('/v1/live', {
    credentials: 'same-origin',
    headers: { accept: 'text/event-stream', ...workspaceHeader() },
    signal,
  })
  if (!response.ok || !response.body) return response.status
  onOpen()
  const reader = response.body.getReader()
  const decoder = new TextDecoder()
  let rest = ''
  for (;;) {
    const { done, value } = await reader.read()
    if (done) return response.status
    const split = splitEvents(rest + decoder.decode(value, { stream: true }))
    rest = split.rest
    for (const data of split.events) {
      const message = parse(data)
      if (message) onMessage(message)
    }
  }
}

function parse(data: string): LiveMessage | undefined {
  try {
    return JSON.parse(data) as LiveMessage
  } catch {
    return undefined
  }
}
