import { createHash } from 'node:crypto'
import type { HttpClient } from './http.ts'
import { ProviderError } from './provider.ts'
import { askedWaitMs } from './status-fault.ts'

export interface PaceRule {
  intervalMs: number
  /** So many requests may go at once after a quiet time. */
  burst: number
}

/** GCRA: the moment up to which requests are already paid for. */
export interface PaceState {
  paidUntil: number
  pausedUntil: number
}

export const idle: PaceState = { paidUntil: 0, pausedUntil: 0 }

/** Nobody is kept waiting longer; the caller gets `rate-limited` instead and comes back. */
export const longestWaitMs = 30_000

/** Such that no minute, wherever it begins, has more requests than allowed, its burst included. */
export function paceRule(requestsPerMinute: number): PaceRule {
  const perMinute = Math.max(1, requestsPerMinute)
  const burst = Math.min(10, Math.max(1, Math.floor(perMinute / 60)))
  return { intervalMs: 60_000 / (perMinute - burst + 1), burst }
}

/** When the next request may go, and the state after it has gone then. */
export function reserve(state: PaceState, rule: PaceRule, now: number): { at: number; state: PaceState } {
  const at = Math.max(now, state.pausedUntil, state.paidUntil - (rule.burst - 1) * rule.intervalMs)
  return { at, state: { ...state, paidUntil: Math.max(at, state.paidUntil) + rule.intervalMs } }
}

/** Nothing goes before `until`, and then one by one: the burst counts as used, so that waiters do not return as a herd. */
export function pause(state: PaceState, rule: PaceRule, until: number): PaceState {
  const used = until + (rule.burst - 1) * rule.intervalMs
  return { paidUntil: Math.max(state.paidUntil, used), pausedUntil: Math.max(state.pausedUntil, until) }
}

/** Names a credential without giving it away; the host in front so that logs are readable. */
export function paceKey(url: string, credential: string): string {
  return `${new URL(url).host}#${createHash('sha256').update(credential).digest('hex').slice(0, 16)}`
}

export interface PacerDeps {
  now(): Date
  sleep(ms: number, signal?: AbortSignal): Promise<void>
}

export interface Pacer {
  /**
   * The same client, but its requests are spaced together with all others of the key, and wait for what any
   * of their answers asked (`Retry-After`, also beside a 200). Throws `rate-limited` without sending
   * where the wait would be longer than {@link longestWaitMs}.
   *
   * @param limit `key` from {@link paceKey}
   */
  wrap(http: HttpClient, limit: { key: string; requestsPerMinute: number }): HttpClient
  /** When the next request of the key may go; undefined when it may go at once. */
  nextFree(limit: { key: string; requestsPerMinute: number }): NextFree | undefined
}

export interface NextFree {
  at: Date
  /** The tracker itself asked for the wait. */
  askedByTracker: boolean
}

/** One for the whole process: what one credential may do is shared by everybody who uses it. */
export function createPacer(deps: PacerDeps): Pacer {
  const states = new Map<string, PaceState>()
  const clock = () => deps.now().getTime()

  async function turn(key: string, rule: PaceRule): Promise<void> {
    for (;;) {
      const now = clock()
      const slot = reserve(states.get(key) ?? idle, rule, now)
      const wait = slot.at - now
      if (wait > longestWaitMs) {
        const detail = `Not sent: the hub keeps to the tracker's limit for another ${Math.ceil(wait / 1000)} seconds.`
        throw new ProviderError({ kind: 'rate-limited', detail, retryAfterMs: Math.ceil(wait) })
      }
      states.set(key, slot.state)
      if (wait > 0) await deps.sleep(Math.ceil(wait))
      // Somebody else's answer may have asked for a pause in the meantime.
      if ((states.get(key)?.pausedUntil ?? 0) <= clock()) return
    }
  }

  return {
    nextFree({ key, requestsPerMinute }) {
      const state = states.get(key) ?? idle
      const { at } = reserve(state, paceRule(requestsPerMinute), clock())
      if (at <= clock()) return undefined
      return { at: new Date(at), askedByTracker: state.pausedUntil >= at }
    },
    wrap(http, limit) {
      const rule = paceRule(limit.requestsPerMinute)
      return {
        async send(request) {
          await turn(limit.key, rule)
          const answer = await http.send(request)
          const wait = askedWaitMs(answer, deps.now())
          if (wait) states.set(limit.key, pause(states.get(limit.key) ?? idle, rule, clock() + wait))
          return answer
        },
      }
    },
  }
}
