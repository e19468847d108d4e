import { unreadableCode, type Fault, type FaultKind } from './fault.ts'
import { backOffMs } from './retry.ts'

/** Where a write-back stands. */
export const writeBackStates = ['queued', 'waiting', 'sending', 'done', 'failed', 'cancelled'] as const

/**
 * - `queued` stored, sent next
 * - `waiting` tried in vain, tried again at a known time
 * - `sending` under way
 * - `done` the console took it
 * - `failed` the console refused it, or could not be told for too long: a person tries again
 * - `cancelled` the source’s write-back was taken away before it was sent
 */
export type WriteBackState = (typeof writeBackStates)[number]

export type WriteBackStep = { step: 'retry'; at: Date; because: string } | { step: 'fail'; because: string }

/** Some hours, with the back-off between them. */
const mostAttempts = 20

const passing = new Set<FaultKind>(['unavailable', 'rate-limited', 'timeout', 'interrupted', 'not-sent'])

/**
 * What follows from a write-back that failed. Other than a creation, one whose answer was lost is simply sent again:
 * it sets properties to values, so that twice is the same as once.
 *
 * @param tried how often it was sent
 */
export function nextWriteBackStep(
  fault: Pick<Fault, 'kind' | 'code' | 'retryAfterMs'>,
  tried: number,
  at: { now: Date; random: number },
): WriteBackStep {
  // Nothing was sent, and an administrator puts it right.
  if (!passing.has(fault.kind) && fault.code !== unreadableCode) {
    return { step: 'fail', because: 'The console refused it; the same again would be refused again.' }
  }
  if (tried >= mostAttempts) return { step: 'fail', because: `It failed ${tried} times.` }
  const wait = Math.max(fault.retryAfterMs ?? 0, backOffMs(tried, at.random))
  const because =
    fault.code === unreadableCode
      ? 'The headers for the console cannot be read.'
      : 'The console could not take it; that may pass by itself.'
  return { step: 'retry', at: new Date(at.now.getTime() + wait), because }
}

/** What a person can do about each kind of fault with a console. */
export const consoleRemedies: Record<FaultKind, string> = {
  unauthorized: 'The console does not accept the headers: replace them in the source’s settings.',
  forbidden: 'The console’s account lacks a right: give it the right to change alarm properties.',
  'not-found':
    'The console has nothing at this address: check the address, and that the alarm is still there.',
  invalid: 'The console refuses the request: compare the template with the console’s API.',
  conflict: 'The alarm changed at the same time, or cannot be changed now: try again.',
  'rate-limited': 'The console asks for fewer requests: the hub waits as long as it was told to.',
  unavailable: 'The console is not available: the hub tries again by itself.',
  timeout: 'The console did not answer in time: the hub tries again by itself.',
  'not-sent': 'No connection to the console: check the address, the firewall and DNS.',
  interrupted: 'The connection broke before the answer: the hub tries again by itself.',
  'bad-answer': 'The answer is not that of an API: check the address, and what stands in between.',
  'refused-address':
    'The hub does not call this address: use https and a public address, or have the operator allow it with CROSSTIE_ALLOWED_PRIVATE_HOSTS.',
}
