import { faultKinds, type Fault, type FaultKind } from './fault.ts'
import type { Reason } from './reason.ts'

/** What follows from a failed write to a tracker. */
export type NextStep =
  /** Nothing exists there; try again at that moment. */
  | { step: 'retry'; at: Date; reason: Reason }
  /** Nothing exists there, and trying again would not help. */
  | { step: 'fail'; reason: Reason }
  /** Nobody knows whether it was carried out: search for the marker. */
  | { step: 'reconcile'; reason: Reason }
  /** The fault is not the ticket's but the connection's: everything on it waits. `until` null = for a person. */
  | { step: 'pause'; until: Date | null; reason: Reason }

type Verdict = 'carried out perhaps' | 'refused' | 'passing' | 'connection' | 'credential' | 'slow down'

const verdicts: Record<FaultKind, Verdict> = {
  unauthorized: 'credential',
  'refused-address': 'credential',
  forbidden: 'refused',
  'not-found': 'refused',
  invalid: 'refused',
  conflict: 'passing',
  'rate-limited': 'slow down',
  'not-sent': 'connection',
  unavailable: 'carried out perhaps',
  timeout: 'carried out perhaps',
  interrupted: 'carried out perhaps',
  'bad-answer': 'carried out perhaps',
}

/** The fault is the whole connection's, whichever ticket met it (C57). */
const general: ReadonlySet<Verdict> = new Set(['credential', 'connection', 'slow down'])
export const generalKinds = faultKinds.filter((kind) => general.has(verdicts[kind]))

export const retryLimits = {
  /** Tries after the first one, unless the provider or the connection says otherwise (B9, BX1). */
  retries: 19,
  firstMs: 5_000,
  longestMs: 15 * 60_000,
  connectionMs: 60_000,
  shortPauseMs: 2_000,
}

/** Exponential back-off with full jitter in its upper half, so that many do not come back at once. */
export function backOffMs(attempt: number, random: number): number {
  const full = Math.min(retryLimits.longestMs, retryLimits.firstMs * 2 ** Math.min(attempt - 1, 20))
  return Math.round(full * (0.5 + random / 2))
}

/**
 * Decides what follows from a fault.
 *
 * @param fault what went wrong
 * @param tried how often this delivery was sent, how often it may be sent again, and whether this was a write; a failed
 *   read or search is never an unknown outcome, nor is a write that looks first for what an earlier try has left
 *   (`looksFirst`). What holds the whole connection (no connection, no credential, a rate
 *   limit) is nobody's attempt and counts for none
 * @param at the moment and a random number from the context
 */
export function nextStep(
  fault: Fault,
  tried: { attempts: number; retries?: number; write: boolean; looksFirst?: boolean },
  at: { now: Date; random: number },
): NextStep {
  const meant = verdicts[fault.kind]
  const verdict = meant === 'carried out perhaps' && tried.write && tried.looksFirst ? 'passing' : meant
  const input = { kind: fault.kind, status: fault.status ?? null, attempts: tried.attempts }
  const reason = (rule: string, because: string): Reason => ({ rule, because, input })
  const later = (ms: number) => new Date(at.now.getTime() + ms)

  if (verdict === 'credential') {
    const because = 'The fault is the whole connection’s: it waits until an administrator has looked at it.'
    return { step: 'pause', until: null, reason: reason('pause the connection', because) }
  }
  if (verdict === 'slow down') {
    const ms = fault.retryAfterMs ?? backOffMs(tried.attempts, at.random)
    const why = reason('obey the rate limit', 'The tracker asked for a pause.')
    // A longer pause holds everything for the connection, so that the others need not be refused one by one.
    return ms > retryLimits.shortPauseMs
      ? { step: 'pause', until: later(ms), reason: why }
      : { step: 'retry', at: later(ms), reason: why }
  }
  if (verdict === 'connection' || (verdict === 'carried out perhaps' && !tried.write)) {
    const ms = fault.retryAfterMs ?? retryLimits.connectionMs
    const because = 'The tracker cannot be reached, so everything for it waits and is tried again.'
    return { step: 'pause', until: later(ms), reason: reason('pause the connection', because) }
  }
  if (verdict === 'carried out perhaps') {
    const because =
      'It was sent but not answered properly, so the tracker is searched before anything is sent again.'
    return { step: 'reconcile', reason: reason('unknown outcome', because) }
  }
  if (verdict === 'passing' && tried.attempts <= (tried.retries ?? retryLimits.retries)) {
    const ms = fault.retryAfterMs ?? backOffMs(tried.attempts, at.random)
    return {
      step: 'retry',
      at: later(ms),
      reason: reason('retry with back-off', 'The fault may pass by itself.'),
    }
  }
  const because =
    verdict === 'passing'
      ? `It failed ${tried.attempts} times.`
      : 'The tracker refused it; sending the same again would be refused again.'
  return { step: 'fail', reason: reason('give up', because) }
}
