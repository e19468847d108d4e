import type { Outcome } from '../ground/api.ts'
import { serve } from '../ground/serve.ts'
import { newSite, type SiteOptions } from '../ground/site.ts'
import { api } from './rest/api.ts'
import { defaultSeed, type JiraSeed } from './state/seed.ts'
import { newState } from './state/start.ts'

const account = { email: 'crosstie@example.com', token: 'jira-token', displayName: 'Crosstie' }
const authorization = `Basic ${Buffer.from(`${account.email}:${account.token}`).toString('base64')}`

/** A site without a server, with a clock that stands still until a test moves it. For the tests beside the files. */
export function testSite(options: SiteOptions & { seed?: JiraSeed } = {}) {
  const clock = { now: Date.UTC(2026, 10, 22, 5) }
  const state = newState(options.seed ?? defaultSeed, account)
  const site = newSite(state, { now: () => new Date(clock.now), ...options })
  site.url = 'http://jira.example'
  const send = (method: string, path: string, body?: unknown): Promise<Outcome> => {
    const { pathname, searchParams } = new URL(`/rest/api/3${path}`, site.url)
    const text = body === undefined ? '' : JSON.stringify(body)
    const contentType = 'application/json'
    return serve(site, api, {
      method,
      path: pathname,
      query: searchParams,
      authorization,
      contentType,
      body: text,
    })
  }
  return {
    site,
    state,
    clock,
    send,
    call: async (...request: Parameters<typeof send>) => parsed(await send(...request)),
  }
}

function parsed(outcome: Outcome) {
  if (outcome === 'dropped') throw new Error('The connection was dropped.')
  return { status: outcome.status, body: outcome.body === '' ? undefined : JSON.parse(outcome.body) }
}

/** A creation that the default seed accepts. */
export function draft(fields: Record<string, unknown> = {}, rest: Record<string, unknown> = {}) {
  const usual = { project: { key: 'CLOUD' }, issuetype: { name: 'Task' }, summary: 'Idle disk' }
  return { fields: { ...usual, ...fields }, ...rest }
}
