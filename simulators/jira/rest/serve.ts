import type { FaultEffect } from '../faults/model.ts'
import { describeEffect, pickEffect } from '../faults/pick.ts'
import { countCall } from '../faults/rate-limit.ts'
import { spoil } from '../faults/spoil.ts'
import { inBackground, pause, type Call, type Site } from '../site.ts'
import type { Answer } from './answer.ts'
import { dispatch } from './dispatch.ts'
import type { RawRequest } from './request.ts'

/** What goes over the wire; `dropped` means that the connection is closed without an answer. */
export type Outcome =
  | 'dropped'
  | { status: number; headers: Record<string, string>; contentType: string; body: string }

/** Carries out one REST call with the faults set for it, and notes it. */
export async function serve(site: Site, request: RawRequest): Promise<Outcome> {
  const effect = pickEffect(site.faults, request, site.random) ?? {}
  const call: Call = {
    method: request.method,
    path: request.path,
    query: request.query.toString(),
    at: site.now().toISOString(),
    status: 0,
    ...(Object.keys(effect).length > 0 && { fault: describeEffect(effect) }),
  }
  site.calls.push(call)
  if (effect.latencyMs) await pause(site, effect.latencyMs)
  const { refused, headers } = countCall(site.faults.rateLimit, site.rateWindow, site.now().getTime())
  const outcome = refused ? json(refusal(429)) : carryOut(site, request, effect)
  if (outcome === 'dropped') return outcome
  call.status = outcome.status
  return { ...outcome, headers: { ...outcome.headers, ...headers } }
}

function carryOut(site: Site, request: RawRequest, effect: FaultEffect): Outcome {
  if (effect.dropBefore) return 'dropped'
  if (effect.commitLateMs !== undefined) {
    inBackground(site, later(site, request, effect.commitLateMs))
    return 'dropped'
  }
  if (effect.html) return signInPage
  if (effect.status !== undefined && !effect.commit) return json(refusal(effect.status, effect))
  const answer = dispatch(site, request)
  if (effect.commitThenDrop) return 'dropped'
  if (effect.status !== undefined) return json(refusal(effect.status, effect))
  const outcome = json({ ...answer, body: spoil(answer.body, effect) })
  if (effect.emptyBody) return { ...outcome, body: '' }
  return effect.halfJson
    ? { ...outcome, body: outcome.body.slice(0, Math.ceil(outcome.body.length / 2)) }
    : outcome
}

async function later(site: Site, request: RawRequest, milliseconds: number): Promise<void> {
  await pause(site, milliseconds)
  dispatch(site, request)
}

function json({ status, headers = {}, body }: Answer): Exclude<Outcome, 'dropped'> {
  const text = body === undefined ? '' : JSON.stringify(body)
  return { status, headers, contentType: 'application/json;charset=UTF-8', body: text }
}

const words: Record<number, string> = {
  401: 'Client must be authenticated to access this resource.',
  403: 'You do not have permission to perform this operation.',
  404: 'Issue does not exist or you do not have permission to see it.',
  429: 'Rate limit exceeded.',
}

function refusal(status: number, { retryAfter, reason }: FaultEffect = {}): Answer {
  const wait = retryAfter ?? (status === 429 ? 1 : undefined)
  return {
    status,
    headers: {
      ...(wait !== undefined && { 'retry-after': String(wait) }),
      ...(status === 429 && { 'ratelimit-reason': reason ?? 'jira-burst-based' }),
    },
    body: { errorMessages: [words[status] ?? 'The service is not available at the moment.'], errors: {} },
  }
}

const signInPage: Exclude<Outcome, 'dropped'> = {
  status: 200,
  headers: {},
  contentType: 'text/html;charset=UTF-8',
  body: '<!doctype html><html><head><title>Log in</title></head><body><form><h1>Log in to continue</h1></form></body></html>',
}
