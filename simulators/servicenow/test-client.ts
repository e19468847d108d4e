import type { Outcome } from '../ground/api.ts'
import { serve } from '../ground/serve.ts'
import { newSite, type SiteOptions } from '../ground/site.ts'
import { api } from './api/api.ts'
import { defaultSeed } from './state/seed.ts'
import { newState, personPassword } from './state/start.ts'

const account = { username: 'crosstie.integration', password: 'snow-password', name: 'Crosstie Integration' }

const basic = (pair: string) => `Basic ${Buffer.from(pair).toString('base64')}`

export interface Parsed {
  status: number
  headers: Record<string, string>
  // A record or a list of them; the tests know which.
  // oxlint-disable-next-line typescript/no-explicit-any
  result: any
  error: { message: string; detail: string | null } | undefined
}

/** An instance without a server, with a clock that stands still until a test moves it. For the tests beside the files. */
export function testSite(options: SiteOptions = {}) {
  const clock = { now: Date.UTC(2026, 10, 22, 5) }
  const state = newState(defaultSeed, account)
  const site = newSite(state, { now: () => new Date(clock.now), ...options })
  site.url = 'http://snow.example'
  const send = (method: string, path: string, of: { body?: unknown; as?: string } = {}): Promise<Outcome> => {
    const { pathname, searchParams } = new URL(`/api/now/table/${path}`, site.url)
    return serve(site, api, {
      method,
      path: pathname,
      query: searchParams,
      authorization: of.as ?? basic(`${account.username}:${account.password}`),
      contentType: 'application/json',
      body: of.body === undefined ? '' : JSON.stringify(of.body),
    })
  }
  const call = async (...request: Parameters<typeof send>) => parsed(await send(...request))
  /** Rows of a list, plain. */
  const list = async (table: string, query: string, more = ''): Promise<Record<string, string>[]> =>
    (await call('GET', `${table}?sysparm_query=${encodeURIComponent(query)}${more}`)).result
  const create = async (
    body: Record<string, string> = {},
  ): Promise<Record<string, string> & { sys_id: string }> => {
    const { result } = await call('POST', 'incident', { body: { short_description: 'Idle disk', ...body } })
    return result
  }
  return { site, state, clock, send, call, list, create, mara: basic(`mara.lindqvist:${personPassword}`) }
}

function parsed(outcome: Outcome): Parsed {
  if (outcome === 'dropped') throw new Error('The connection was dropped.')
  const { status, headers, body } = outcome
  return { ...(body === '' ? {} : (JSON.parse(body) as object)), status, headers } as Parsed
}
