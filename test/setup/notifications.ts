import { expect } from 'vitest'
import type { Notification } from '../../src/http/contract/notification.ts'
import { completedRun, type Partner } from './partner.ts'
import type { World } from './world.ts'

/** A partner’s ticket on a service and a run of its own. Sends nothing yet. */
export async function openTicket(world: World, by: Partner, fields: object = {}) {
  const service = await world.api.post('/v1/services', {
    uuid: crypto.randomUUID(),
    operatorId: by.operator.id,
  })
  const run = await completedRun(world.api, service.body.uuid)
  const body = by.newTicket({ service_uuid: service.body.uuid, diagnostic_run_id: run.alias, ...fields })
  const { status, body: ticket } = await world.as(by.token).post('/api/tickets/', body)
  expect(status).toBe(201)
  return ticket as { id: number; alias: string } & Record<string, unknown>
}

/** The notifications of a filter, the newest first. */
export async function notificationsOf(world: World, query = ''): Promise<Notification[]> {
  const { status, body } = await world.api.get(`/v1/notifications?limit=200${query}`)
  expect(status).toBe(200)
  return body.items
}

/** Adds a webhook of an operator; answers its id and its secret. */
export async function addWebhook(
  world: World,
  by: Partner,
  { url, topics = ['ticket.created', 'event.added'] }: { url: string; topics?: string[] },
): Promise<{ id: string; secret: string; path: string }> {
  const path = `/v1/operators/${by.operator.id}/webhooks`
  const { status, body } = await world.api.post(path, { url, topics })
  expect(status).toBe(201)
  return { id: body.id, secret: body.secret, path: `${path}/${body.id}` }
}
