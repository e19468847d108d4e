import { unreadableCode, type Fault, type FaultKind } from './fault.ts'
import type { NotificationChannel } from './notification.ts'

export type NotificationStep =
  | { step: 'retry'; at: Date; because: string }
  | { step: 'fail'; because: string }

const secondMs = 1_000
const minuteMs = 60 * secondMs
const hourMs = 60 * minuteMs
const dayMs = 24 * hourMs

/**
 * How long after each vain try the next one comes: webhooks as Standard Webhooks advises, over more than a day; mail over two days,
 * so that a mail server that is down for a weekend’s day loses none.
 */
const waits: Record<NotificationChannel, number[]> = {
  webhook: [5 * secondMs, 5 * minuteMs, 30 * minuteMs, 2 * hourMs, 5 * hourMs, 10 * hourMs, 10 * hourMs],
  mail: [
    minuteMs,
    5 * minuteMs,
    15 * minuteMs,
    hourMs,
    2 * hourMs,
    4 * hourMs,
    8 * hourMs,
    8 * hourMs,
    12 * hourMs,
    12 * hourMs,
  ],
}

/** After so long, counted from its creation or from when a person had it sent again, nothing waits any more. */
export const lastsMs = { tried: 3 * dayMs, untried: 7 * dayMs }

const longestAskedMs = dayMs
const passing = new Set<FaultKind>(['unavailable', 'rate-limited', 'timeout', 'interrupted', 'not-sent'])

/** A place that has moved for good does not come back by itself; one that is away for a while does. */
const movedForGood = new Set([301, 308])

/** Whether the same may be taken later. */
export function mayPass(
  fault: Pick<Fault, 'kind' | 'status' | 'code'>,
  channel: NotificationChannel,
): boolean {
  if (passing.has(fault.kind)) return true
  if (fault.kind === 'bad-answer') return !movedForGood.has(fault.status ?? 0)
  // The hub’s own secret, or its account at the mail server: an administrator puts it right, and nothing is lost meanwhile.
  if (fault.code === unreadableCode) return true
  return channel === 'mail' && fault.kind === 'unauthorized'
}

/**
 * What follows from a try in vain. A lost answer is simply tried again: the recipient knows a repetition by its id.
 *
 * @param tried how often it was sent
 */
export function nextNotificationStep(
  fault: Pick<Fault, 'kind' | 'status' | 'code' | 'retryAfterMs'>,
  tried: { channel: NotificationChannel; attempts: number },
  at: { now: Date; random: number },
): NotificationStep {
  const { channel, attempts } = tried
  if (!mayPass(fault, channel)) {
    return { step: 'fail', because: 'It was refused; the same again would be refused again.' }
  }
  const wait = waits[channel][attempts - 1]
  if (wait === undefined) return { step: 'fail', because: `It was tried ${attempts} times in vain.` }
  const asked = Math.min(fault.retryAfterMs ?? 0, longestAskedMs)
  const later = Math.max(asked, jittered(wait, at.random))
  const because =
    channel === 'mail' ? 'The mail server could not take it.' : 'The webhook’s server could not take it.'
  return { step: 'retry', at: new Date(at.now.getTime() + later), because }
}

/** Up to a fifth longer, so that many do not come back at once. */
const jittered = (ms: number, random: number) => Math.round(ms * (1 + random / 5))

/** So many tries in vain, one after the other, and what is due waits together. */
export const failuresUntilHold = 4

/**
 * Until when everything for a webhook waits after a try in vain; null where its next ones may be tried by themselves. Then it is tried
 * with two, not with all that wait.
 *
 * @param failures in a row, this one among them
 */
export function webhookHold(
  fault: Pick<Fault, 'kind' | 'status' | 'retryAfterMs'>,
  failures: number,
  at: { now: Date; random: number },
): Date | null {
  if (!mayPass(fault, 'webhook')) return null
  const asked = Math.min(fault.retryAfterMs ?? 0, longestAskedMs)
  const own =
    failures < failuresUntilHold
      ? 0
      : jittered(Math.min(hourMs, minuteMs * 2 ** Math.min(failures - failuresUntilHold, 10)), at.random)
  const ms = Math.max(asked, own)
  return ms > 0 ? new Date(at.now.getTime() + ms) : null
}

const ofServer = new Set<FaultKind>(['not-sent', 'unauthorized', 'timeout', 'interrupted'])

/**
 * Until when all mail waits, where the fault is the mail server’s and not one recipient’s; null otherwise.
 * @param holds in a row, this one among them
 */
export function mailHold(
  fault: Pick<Fault, 'kind'>,
  holds: number,
  at: { now: Date; random: number },
): Date | null {
  if (!ofServer.has(fault.kind)) return null
  const ms = Math.min(15 * minuteMs, 30 * secondMs * 2 ** Math.min(holds - 1, 10))
  return new Date(at.now.getTime() + jittered(ms, at.random))
}
