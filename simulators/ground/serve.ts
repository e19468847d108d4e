import type { Answer, Api, Outcome, RawRequest } from './api.ts'
import type { FaultEffect } from './faults/model.ts'
import { describeEffect, pickEffect } from './faults/pick.ts'
import { countCall } from './faults/rate-limit.ts'
import { spoil } from './faults/spoil.ts'
import { inBackground, pause, type Call, type Site, type SiteState } from './site.ts'

/** Carries out one call to the API with the faults set for it, and notes it. */
export async function serve<S extends SiteState>(
  site: Site<S>,
  api: Api<S>,
  request: RawRequest,
): Promise<Outcome> {
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
  const count = countCall(site.faults.rateLimit, site.rateWindow, site.now().getTime())
  const outcome = count?.refused
    ? onWire(api, api.refusal(429, {}))
    : carryOut(site, api, { effect, dispatch: () => api.dispatch(site, request) })
  if (outcome === 'dropped') return outcome
  call.status = outcome.status
  const date = site.now().toUTCString()
  return { ...outcome, headers: { date, ...outcome.headers, ...(count && api.rateHeaders(count)) } }
}

function carryOut<S extends SiteState>(
  site: Site<S>,
  api: Api<S>,
  { effect, dispatch }: { effect: FaultEffect; dispatch: () => Answer },
): Outcome {
  if (effect.dropBefore) return 'dropped'
  if (effect.commitLateMs !== undefined) {
    inBackground(
      site,
      pause(site, effect.commitLateMs).then(() => void dispatch()),
    )
    return 'dropped'
  }
  if (effect.html) return onWire(api, api.signInPage(site))
  const refusal = effect.status === undefined ? undefined : api.refusal(effect.status, effect)
  if (refusal && !effect.commit) return onWire(api, refusal)
  const answer = dispatch()
  if (effect.commitThenDrop) return 'dropped'
  if (refusal) return onWire(api, refusal)
  const outcome = onWire(api, { ...answer, body: spoil(answer.body, effect, api.spoiling) })
  if (effect.emptyBody) return { ...outcome, body: '' }
  return effect.halfJson
    ? { ...outcome, body: outcome.body.slice(0, Math.ceil(outcome.body.length / 2)) }
    : outcome
}

function onWire(
  { contentType }: { contentType: string },
  { status, headers = {}, body, html }: Answer,
): Exclude<Outcome, 'dropped'> {
  if (html !== undefined) return { status, headers, contentType: 'text/html;charset=UTF-8', body: html }
  return { status, headers, contentType, body: body === undefined ? '' : JSON.stringify(body) }
}
