import { expect } from 'vitest'
import type { Api, ApiAnswer } from './api.ts'
import { adminToken, type World } from './world.ts'

/** What the help desk answers for a list, by name. */
export async function idsOf(api: Api, list: string): Promise<Record<string, string>> {
  const { status, body } = await api.get(`/v1/help-desk/${list}`)
  expect(status).toBe(200)
  return Object.fromEntries(body.items.map((one: { name: string; id: string }) => [one.name, one.id]))
}

/** Adds an entry to one of the help desk's lists and answers its id. */
export async function addEntry(api: Api, list: string, entry: object): Promise<string> {
  const { status, body } = await api.post(`/v1/help-desk/${list}`, entry)
  expect([status, body]).toEqual([201, expect.objectContaining({ id: expect.any(String) })])
  return body.id
}

/** Creates a help-desk ticket and answers it. */
export async function supportTicket(api: Api, fields: object = {}) {
  const { status, body } = await api.post('/v1/support-tickets', { title: 'Cannot sign in', ...fields })
  expect([status, body.errors]).toEqual([201, undefined])
  return body
}

export const patch = (api: Api, path: string, body: object) => api.call('PATCH', path, { body })
export const remove = (api: Api, path: string) => api.call('DELETE', path)

/** A ticket's history, newest first. */
export async function historyOf(
  api: Api,
  id: string,
): Promise<{ kind: string; actor: string; text: string }[]> {
  const { body } = await api.get(`/v1/support-tickets/${id}/history?limit=200`)
  return body.items.map(({ kind, actor, text }: { kind: string; actor: string; text: string }) => ({
    kind,
    actor,
    text,
  }))
}

/** Refused, with these fields named. */
export function expectRefused(answer: ApiAnswer, status: number, fields: string[]): void {
  const named = answer.body.errors?.map((one: { field: string }) => one.field)
  expect([answer.status, named]).toEqual([status, fields])
  expect(answer.body.errors.every((one: { message: string }) => one.message.length > 3)).toBe(true)
}

/** Ids of one of each thing that the help desk's addresses name. */
export interface HelpDeskIds {
  ticket: string
  action: string
  file: string
  product: string
  version: string
  /** By list, as addresses name it. */
  entry: Record<string, string>
}

export async function helpDeskIds({ hub, api }: World): Promise<HelpDeskIds> {
  const product = await addEntry(api, 'products', { name: 'Portal' })
  const version = await addEntry(api, `products/${product}/versions`, { name: '1.0' })
  const first = async (list: string) => Object.values(await idsOf(api, list))[0] ?? ''
  const { id: ticket } = await supportTicket(api, { productId: product, versionId: version })
  const action = await api.post(`/v1/support-tickets/${ticket}/actions`, {
    typeName: 'Email',
    text: 'Stop it',
  })
  const filter = await api.post('/v1/help-desk/saved-filters', { name: 'Shared', query: {}, isShared: true })
  const form = new FormData()
  form.append('file', new Blob(['Stop it']), 'a.txt')
  const headers = { authorization: `Bearer ${adminToken}` }
  const address = `${hub.url}/v1/support-tickets/${ticket}/attachments`
  const file = (await (await fetch(address, { method: 'POST', body: form, headers })).json()) as {
    id: string
  }
  const entry = {
    types: await first('types'),
    statuses: await first('statuses'),
    'action-types': await first('action-types'),
    fields: await addEntry(api, 'fields', { name: 'Words', kind: 'text' }),
    customers: await addEntry(api, 'customers', { name: 'ACME' }),
    products: product,
    'saved-filters': filter.body.id,
  }
  return { ticket, action: action.body.id, file: file.id, product, version, entry }
}
