import { STATUS_CODES } from 'node:http'
import type { Fault, FaultKind } from '../domain/fault.ts'
import type { IncomingAnswer } from './http.ts'

const kinds: Record<number, FaultKind> = {
  401: 'unauthorized',
  403: 'forbidden',
  404: 'not-found',
  // The server gave up waiting or did not want to start: the same request can work later.
  408: 'unavailable',
  409: 'conflict',
  410: 'not-found',
  412: 'conflict',
  423: 'conflict',
  425: 'unavailable',
  429: 'rate-limited',
}

const longestDetail = 400
const longestWaitShownMs = 3_600_000

/** The one table from status to fault. Statuses below 400 are faults only where a provider expected another one. */
export function kindOfStatus(status: number): FaultKind {
  if (status < 400) return 'bad-answer'
  if (status >= 500) return 'unavailable'
  return kinds[status] ?? 'invalid'
}

/** Seconds since 1970, or a date in words; undefined for anything else. */
function momentOf(text: string): number | undefined {
  if (/^\d{9,11}$/u.test(text)) return Number(text) * 1000
  const moment = Date.parse(text)
  return Number.isNaN(moment) ? undefined : moment
}

/**
 * How long the tracker asks us to wait: `Retry-After` in seconds or as a date, whatever the status is, and for a 429
 * without one `X-RateLimit-Reset`. A date counts from the answer's own `Date`, so that a wrong clock on our side does no harm.
 */
export function retryAfterMs(
  answer: Pick<IncomingAnswer, 'status' | 'headers'>,
  now: Date,
): number | undefined {
  const asked = answer.headers['retry-after']?.trim()
  if (asked && /^\d{1,9}(\.\d+)?$/u.test(asked)) return Math.ceil(Number(asked) * 1000)
  const reset = answer.status === 429 ? answer.headers['x-ratelimit-reset']?.trim() : undefined
  const until = [asked, reset]
    .map((text) => (text ? momentOf(text) : undefined))
    .find((moment) => moment !== undefined)
  if (until === undefined) return undefined
  return Math.max(0, until - (momentOf(answer.headers.date ?? '') ?? now.getTime()))
}

const longestBelievedMs = 3_600_000

/**
 * How long the next request should wait after this answer: what {@link retryAfterMs} says, and where the answer
 * tells that nothing is left (`X-RateLimit-Remaining: 0`), until the budget is full again. An hour at most: a reset
 * that is further away is more likely another unit than a wish.
 */
export function askedWaitMs(
  answer: Pick<IncomingAnswer, 'status' | 'headers'>,
  now: Date,
): number | undefined {
  const asked = retryAfterMs(answer, now)
  if (asked !== undefined || answer.headers['x-ratelimit-remaining']?.trim() !== '0') return asked
  const reset = momentOf(answer.headers['x-ratelimit-reset']?.trim() ?? '')
  const from = momentOf(answer.headers.date ?? '') ?? now.getTime()
  const wait = reset === undefined ? 0 : reset - from
  return wait > 0 && wait <= longestBelievedMs ? wait : undefined
}

function waitInWords(ms: number): string {
  if (ms >= longestWaitShownMs) return 'an hour or more'
  return ms >= 120_000 ? `${Math.ceil(ms / 60_000)} minutes` : `${Math.ceil(ms / 1000)} seconds`
}

/** The title of an HTML page tells people best what answered in the tracker's place. Its secrets are hidden first: a part of one that was cut would not be known any more. */
export function pageTitle({ text, redact }: Pick<IncomingAnswer, 'text' | 'redact'>): string | undefined {
  if (!/^\s*(<!doctype html|<html|<head|<body)/iu.test(text)) return undefined
  const title = /<title[^>]*>([^<]{0,200})/iu.exec(redact(text))?.[1]?.trim()
  return title ? `an HTML page “${title}”` : 'an HTML page'
}

/** One line of bounded length. */
export function shortened(text: string): string {
  const line = text.replace(/\s+/gu, ' ').trim()
  return line.length > longestDetail ? `${line.slice(0, longestDetail - 1).toWellFormed()}…` : line
}

/** The credential belongs to the address that was given, so nothing is sent on to another. */
function redirectWords({ status, headers: { location } }: IncomingAnswer): string[] {
  if (status < 300 || status >= 400 || !location) return []
  const to = URL.canParse(location) ? new URL(location).host : 'another page'
  return [`It sends the hub on to ${to}, which is not followed: give the tracker's own address.`]
}

/**
 * The fault that an answer with this status means.
 *
 * @param said what the provider read out of the body: the tracker's own words, code and fields
 */
export function faultOfStatus(
  answer: IncomingAnswer,
  said: { now: Date; detail?: string; code?: string; fields?: Record<string, string> },
): Fault {
  const kind = kindOfStatus(answer.status)
  const page = pageTitle(answer)
  const wait = retryAfterMs(answer, said.now)
  const words = [
    said.detail ||
      `HTTP ${answer.status} ${STATUS_CODES[answer.status] ?? ''}`.trim() + (page ? ` with ${page}` : ''),
    ...redirectWords(answer),
    ...(wait !== undefined && kind === 'rate-limited' ? [`(asked to wait ${waitInWords(wait)})`] : []),
  ]
  const fields = Object.entries(said.fields ?? {}).map(([name, text]) => [
    name,
    shortened(answer.redact(text)),
  ])
  return {
    kind,
    detail: shortened(answer.redact(words.join(' '))),
    status: answer.status,
    ...(said.code && { code: answer.redact(said.code) }),
    ...(wait !== undefined && { retryAfterMs: wait }),
    ...(fields.length > 0 && { fields: Object.fromEntries(fields) }),
  }
}
