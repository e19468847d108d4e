import type { Outcome } from '../ground/api.ts'
import { serve } from '../ground/serve.ts'
import { newSite, type SiteOptions } from '../ground/site.ts'
import { api } from './rest/api.ts'
import { defaultSeed, type AzureDevOpsSeed } from './state/seed.ts'
import { newState } from './state/start.ts'

const account = { name: 'Crosstie', email: 'crosstie@example.com', token: 'ado-token' }

export const authorization = `Basic ${Buffer.from(':ado-token').toString('base64')}`

/** An organization without a server, with a clock that stands still until a test moves it. */
export function testSite(options: SiteOptions & { seed?: AzureDevOpsSeed } = {}) {
  const clock = { now: Date.UTC(2026, 10, 22, 5) }
  const state = newState(options.seed ?? defaultSeed, account)
  const site = newSite(state, { now: () => new Date(clock.now), ...options })
  site.url = 'http://ado.example'
  const send = (
    method: string,
    path: string,
    { body, contentType = 'application/json' }: { body?: unknown; contentType?: string } = {},
  ): Promise<Outcome> => {
    const { pathname, searchParams } = new URL(`/northwind-cloud${path}`, site.url)
    const text = body === undefined ? '' : JSON.stringify(body)
    return serve(site, api, {
      method,
      path: pathname,
      query: searchParams,
      authorization,
      contentType,
      body: text,
    })
  }
  const call = async (method: string, path: string, body?: unknown) =>
    parsed(await send(method, path, { body }))
  return {
    site,
    state,
    clock,
    send,
    call,
    /** A JSON patch, sent with its own content type. */
    patch: async (method: string, path: string, body: unknown) =>
      parsed(await send(method, path, { body, contentType: 'application/json-patch+json' })),
    /** Creates a work item that the default seed accepts. */
    create: async (fields: Record<string, unknown> = {}, type = 'Task') => {
      const usual = { 'System.Title': 'Idle disk', ...fields }
      const path = `/Cloud%20Operations/_apis/wit/workitems/$${encodeURIComponent(type)}`
      return parsed(
        await send('POST', path, { body: adding(usual), contentType: 'application/json-patch+json' }),
      )
    },
    query: async (where: string, rest = '') => {
      const query = `SELECT [System.Id] FROM WorkItems WHERE ${where}`
      const { status, body } = await call('POST', `/_apis/wit/wiql${rest}`, { query })
      return status === 200 ? body.workItems.map(({ id }: { id: number }) => id) : body.message
    },
  }
}

function parsed(outcome: Outcome) {
  if (outcome === 'dropped') throw new Error('The connection was dropped.')
  const { status, headers, body } = outcome
  return { status, headers, body: body === '' ? undefined : JSON.parse(body) }
}

/** The operations that set fields. */
export function adding(fields: Record<string, unknown>) {
  return Object.entries(fields).map(([name, value]) => ({ op: 'add', path: `/fields/${name}`, value }))
}
