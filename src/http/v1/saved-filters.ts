import { z } from 'zod'
import { changeFilter, createFilter, mayChange, removeFilter } from '../../desk/support/save-filter.ts'
import type { Deps } from '../../deps.ts'
import type { Actor } from '../../domain/actor.ts'
import { savedFiltersFor, type SavedFilter as Stored } from '../../store/saved-filters.ts'
import { ChangeSavedFilter, NewSavedFilter, SavedFilter, SavedFilters } from '../contract/saved-filter.ts'
import { Id, Problem } from '../contract/shared.ts'
import { actorOf } from '../guard.ts'
import { inOneTransaction, oncePerKey } from '../idempotency.ts'
import type { Api } from './api.ts'

const tags = ['Help desk']
const read = { demands: 'help-desk:read' as const }
const ById = z.object({ id: Id })

const answer = (actor: Actor, filter: Stored): SavedFilter => ({
  id: filter.id,
  name: filter.name,
  query: filter.query,
  isShared: filter.isShared,
  isMine: filter.owner === actor.id,
  canChange: mayChange(actor, filter),
})

/** `/v1/help-desk/saved-filters`: one's own and the shared ones. */
export function savedFilterRoutes(app: Api, deps: Deps): void {
  app.get('/v1/help-desk/saved-filters', {
    config: read,
    schema: { tags, summary: 'One’s own saved filters and the shared ones', response: { 200: SavedFilters } },
    handler: async (request) => {
      const actor = actorOf(request)
      const filters = await savedFiltersFor(deps.store.db, actor.workspaceId, actor.id)
      return { items: filters.map((filter) => answer(actor, filter)) }
    },
  })

  app.post('/v1/help-desk/saved-filters', {
    config: read,
    schema: {
      tags,
      summary: 'Save a filter of the list of tickets',
      body: NewSavedFilter,
      response: { 201: SavedFilter, 409: Problem, 422: Problem },
    },
    handler: async (request, reply) => {
      const actor = actorOf(request)
      const work = inOneTransaction(deps, request, async (inside) => ({
        status: 201,
        body: answer(actor, await createFilter(inside, actor, request.body)),
      }))
      await oncePerKey(deps, { request, reply }, work)
    },
  })

  app.patch('/v1/help-desk/saved-filters/:id', {
    config: read,
    schema: {
      tags,
      summary: 'Change a saved filter; a shared one only its owner or an administrator',
      params: ById,
      body: ChangeSavedFilter,
      response: { 200: SavedFilter, 403: Problem, 404: Problem, 409: Problem, 422: Problem },
    },
    handler: async (request) => {
      const actor = actorOf(request)
      const { id } = request.params
      return answer(actor, await changeFilter(deps, actor, { id, change: request.body }))
    },
  })

  app.delete('/v1/help-desk/saved-filters/:id', {
    config: read,
    schema: {
      tags,
      summary: 'Delete a saved filter; a shared one only its owner or an administrator',
      params: ById,
      response: { 204: z.null(), 403: Problem, 404: Problem },
    },
    handler: async (request, reply) => {
      await removeFilter(deps, actorOf(request), request.params.id)
      return reply.status(204).send(null)
    },
  })
}
