import { z } from 'zod'
import { addListEntry, type NewEntry } from '../../desk/support/add-list-entry.ts'
import { changeListEntry, type EntryChange } from '../../desk/support/change-list-entry.ts'
import { removeListEntry } from '../../desk/support/remove-list-entry.ts'
import type { Deps } from '../../deps.ts'
import { nounOf, type ListName } from '../../domain/help-desk-list.ts'
import { notFound } from '../../domain/refusal.ts'
import { entryOf, usesOf } from '../../store/help-desk-lists.ts'
import { Uses } from '../contract/help-desk-lists.ts'
import { Id, Problem } from '../contract/shared.ts'
import { actorOf } from '../guard.ts'
import { inOneTransaction, oncePerKey } from '../idempotency.ts'
import type { Api } from './api.ts'

const tags = ['Help desk lists']
const manage = { demands: 'help-desk:manage' as const }

/** What the lists have in common: adding, changing, removing, and how much an entry is used. */
export interface EntryRoutes {
  list: ListName
  /** Of the list; versions have `/:product` in it. */
  path: string
  shapes: { item: z.ZodType; fresh: z.ZodType; change: z.ZodType }
  /** The entry as the API answers it; undefined if there is none. */
  read(
    deps: Deps,
    workspaceId: string,
    of: { id: string; productId?: string | undefined },
  ): Promise<object | undefined>
}

const OfList = z.object({ product: Id.optional() })
const OfEntry = z.object({ id: Id, product: Id.optional() })

/** A product's connection is called its instance outside. */
function entryFrom(body: unknown): NewEntry {
  const { instanceId, ...entry } = body as NewEntry & { instanceId?: string | null }
  return instanceId === undefined ? entry : { ...entry, connectionId: instanceId }
}

export function entryRoutes(app: Api, deps: Deps, of: EntryRoutes): void {
  const { list, path, shapes } = of
  const noun = nounOf[list]

  app.post(path, {
    config: manage,
    schema: {
      tags,
      summary: `Add a ${noun}; one that was removed comes back`,
      params: OfList,
      body: shapes.fresh,
      response: { 201: shapes.item, 404: Problem, 409: Problem, 422: Problem },
    },
    handler: async (request, reply) => {
      const actor = actorOf(request)
      const productId = request.params.product
      const work = inOneTransaction(deps, request, async (inside) => {
        const id = await addListEntry(inside, actor, { list, productId, entry: entryFrom(request.body) })
        return { status: 201, body: await of.read(inside, actor.workspaceId, { id, productId }) }
      })
      await oncePerKey(deps, { request, reply }, work)
    },
  })

  app.patch(`${path}/:id`, {
    config: manage,
    schema: {
      tags,
      summary: `Change a ${noun}; tickets that have it show it as it is then`,
      params: OfEntry,
      body: shapes.change,
      response: { 200: shapes.item, 404: Problem, 409: Problem, 422: Problem },
    },
    handler: async (request) => {
      const actor = actorOf(request)
      const { id, product: productId } = request.params
      const change = entryFrom(request.body) as EntryChange
      await changeListEntry(deps, actor, { list, id, productId, change })
      return of.read(deps, actor.workspaceId, { id, productId })
    },
  })

  app.delete(`${path}/:id`, {
    config: manage,
    schema: {
      tags,
      summary: `Take a ${noun} off the list; tickets that have it keep it`,
      params: OfEntry,
      response: { 204: z.null(), 404: Problem, 409: Problem },
    },
    handler: async (request, reply) => {
      const { id, product: productId } = request.params
      await removeListEntry(deps, actorOf(request), { list, id, productId })
      return reply.status(204).send(null)
    },
  })

  app.get(`${path}/:id/uses`, {
    config: { demands: 'help-desk:read' },
    schema: {
      tags,
      summary: `On how many ${list === 'action-types' ? 'actions' : 'tickets'} a ${noun} stands`,
      params: OfEntry,
      response: { 200: Uses, 404: Problem },
    },
    handler: async (request) => {
      const { db } = deps.store
      const { id, product: productId } = request.params
      const entry = await entryOf(db, actorOf(request).workspaceId, { list, id, productId })
      if (!entry || entry.removedAt) throw notFound(noun)
      return { count: await usesOf(db, { list, entry }) }
    },
  })
}
