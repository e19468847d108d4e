import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import type { Site } from './site.ts'
import type { OceaneState } from './state/model.ts'

const settings = z.strictObject({
  clientSecret: z.string().optional(),
  /** Seconds; null leaves it out of the answer. */
  tokenLifetime: z.number().min(0).nullable().optional(),
  tokenMissing: z.boolean().optional(),
  /** True ends every token that was given out. */
  endTokens: z.boolean().optional(),
  filterIgnored: z.boolean().optional(),
  listStatus: z.union([z.literal(200), z.literal(403), z.literal(404), z.literal(405)]).optional(),
  notes: z.enum(['replace', 'append']).optional(),
  pageLimit: z.number().int().min(1).optional(),
  totalCount: z.boolean().optional(),
})
export type Settings = z.infer<typeof settings>

/** Oceane's own switches over HTTP. */
export function addSettings(app: FastifyInstance, site: Site): void {
  app.patch('/_simulator/settings', (request) => changeSettings(site.state, settings.parse(request.body)))
}

/** Oceane tells nobody. */
export function readWebhook(): { url: string } {
  return z.never('Oceane has no webhooks.').parse(undefined)
}

/** Every ticket with what tells it apart, and its notes. */
export function countable(state: OceaneState) {
  return [...state.tickets.values()].map(({ id, members, status, notes, parties, createdAt, updatedAt }) => ({
    id,
    key: id,
    summary: members['name'],
    status,
    externalId: members['externalId'],
    createdBy: parties.find(({ role }) => role === 'originator')?.id,
    comments: notes.map(({ id: note, text }) => ({ id: note, text })),
    created: new Date(createdAt).toISOString(),
    updated: new Date(updatedAt).toISOString(),
  }))
}

export function changeSettings(state: OceaneState, { endTokens, ...change }: Settings) {
  Object.assign(state, change)
  if (endTokens) state.tokens.clear()
  const { clientId, tokenLifetime, tokenMissing, filterIgnored, listStatus, notes, pageLimit, totalCount } =
    state
  return { clientId, tokenLifetime, tokenMissing, filterIgnored, listStatus, notes, pageLimit, totalCount }
}
