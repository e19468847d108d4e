import type { Connection } from '../api/connections.ts'
import type { Me } from '../api/session.ts'
import { some } from '../ui/amounts.ts'
import type { Tone } from '../ui/status.ts'

export interface Standing {
  tone: Tone
  words: string
  detail: string
}

export const unknown: Standing = {
  tone: 'grey',
  words: 'Not known',
  detail: 'The state of the connection could not be read.',
}

/**
 * How the workspace's tracker is doing, in one dot.
 *
 * @param connections only where the person may see them
 */
export function standingOf(me: Pick<Me, 'activeConnection'>, connections: Connection[] = []): Standing {
  const { activeConnection: active } = me
  const troubled = connections.find(
    ({ state, paused, sync }) => state !== 'disconnected' && (paused || sync.fault),
  )
  if (!active && !troubled) {
    return { tone: 'grey', words: 'No tracker', detail: 'No ticket provider is active in this workspace.' }
  }
  const counts = connections.find(({ state }) => state === 'active')?.counts
  const name = active?.name ?? troubled?.name ?? ''
  const fault = active?.attention ?? (troubled && `${troubled.name} has a fault.`)
  if (fault) return { tone: 'red', words: 'Needs attention', detail: fault }
  if (counts && counts.attention > 0) {
    const detail = `${name}: ${some(counts.attention, 'ticket')} to decide on or to mend.`
    return { tone: 'red', words: 'Needs attention', detail }
  }
  if (counts && counts.waiting > 0) {
    const detail = `${name}: ${some(counts.waiting, 'ticket')} on the way.`
    return { tone: 'amber', words: 'Something waits', detail }
  }
  return { tone: 'green', words: 'All well', detail: `${name} is connected.` }
}
