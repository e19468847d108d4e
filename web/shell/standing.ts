import type { Connection } from '../api/connections.ts'
import type { Me } from '../api/session.ts'
import { some } from '../ui/amounts.ts'
import type { Tone } from '../ui/status.ts'
import { troubleOf } from './trouble.ts'

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
  const troubles = connections.flatMap((connection) => {
    const trouble = troubleOf(connection)
    return trouble ? [{ ...trouble, detail: `${connection.name}: ${trouble.detail}` }] : []
  })
  const urgent = troubles.find(({ tone }) => tone === 'red')
  if (urgent) return urgent
  if (!active) {
    return { tone: 'grey', words: 'No tracker', detail: 'No ticket provider is active in this workspace.' }
  }
  // Who sees the connections has been told more exactly.
  if (active.attention && connections.length === 0)
    return { tone: 'red', words: 'Needs attention', detail: active.attention }
  const waits = troubles.find(({ words }) => words === 'Waits')
  const waiting = connections.find(({ state }) => state === 'active')?.counts.waiting ?? 0
  if (waits || waiting > 0) {
    const detail = waits?.detail ?? `${active.name}: ${some(waiting, 'ticket')} on the way.`
    return { tone: 'amber', words: 'Something waits', detail }
  }
  return { tone: 'green', words: 'All well', detail: `${active.name} is connected.` }
}
