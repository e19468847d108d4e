import type { Connection } from '../api/connections.ts'
import { some } from '../ui/amounts.ts'

export interface Trouble {
  tone: 'red' | 'amber'
  words: 'Needs attention' | 'Waits' | 'Worth a look'
  /** One sentence. */
  detail: string
}

/** From so many days before its end on, a credential needs a person now. */
const soonDays = 7

const urgent = (detail: string): Trouble => ({ tone: 'red', words: 'Needs attention', detail })
const worthALook = (detail: string): Trouble => ({ tone: 'amber', words: 'Worth a look', detail })

/** By a person, so that nothing is wrong. */
const switchedOff: Trouble = { tone: 'amber', words: 'Waits', detail: 'Synchronization is switched off.' }

/** Why a person should look at a connection: what is most pressing, or null. */
export function troubleOf(connection: Connection): Trouble | null {
  const { state, paused, credential, sync, counts } = connection
  if (state === 'disconnected' || state === 'draft') return null
  const { warnDays } = credential
  const blocked = state === 'active' ? connection.blockedRoutes : 0
  if (paused?.fault.code === 'SWITCHED_OFF') return switchedOff
  if (paused && !paused.until) return urgent('Paused by a fault.')
  if (warnDays !== null && warnDays <= 0) return urgent(endInWords(warnDays))
  if (blocked > 0) return urgent(`${some(blocked, 'route')} cannot be used.`)
  if (!paused && sync.fault) return urgent('Status sync fails.')
  if (counts.attention > 0) return urgent(`${some(counts.attention, 'ticket')} to decide on or to mend.`)
  if (warnDays !== null && warnDays <= soonDays) return urgent(endInWords(warnDays))
  if (paused) return { tone: 'amber', words: 'Waits', detail: 'The hub tries the tracker again by itself.' }
  if (warnDays !== null) return worthALook(endInWords(warnDays))
  return counts.unmapped > 0
    ? worthALook(`${some(counts.unmapped, 'ticket')} with an unmapped status.`)
    : null
}

/** “The credential ends in 12 days.” */
export function endInWords(days: number): string {
  if (days <= 0) return 'The credential has ended.'
  return days === 1 ? 'The credential ends within a day.' : `The credential ends in ${days} days.`
}
