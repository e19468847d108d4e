import { z } from 'zod'
import { removeProjectRoute } from '../../admin/remove-route.ts'
import { requestPreflight } from '../../admin/request-preflight.ts'
import { saveProjectRoute } from '../../admin/save-route.ts'
import { routeOf } from '../../connections/route-of.ts'
import type { Deps } from '../../deps.ts'
import type { Actor } from '../../domain/actor.ts'
import { notFound } from '../../domain/refusal.ts'
import type { Provider } from '../../providers/provider.ts'
import { connectionOf, type Connection } from '../../store/connections.ts'
import { listProjects } from '../../store/projects.ts'
import { listRoutes, waitingByRoute, type RouteRow } from '../../store/routes.ts'
import { Route, RouteTable, SaveRoute } from '../contract/route.ts'
import { Id, Problem } from '../contract/shared.ts'
import { actorOf } from '../guard.ts'
import type { Api } from './api.ts'
import { instant } from './views.ts'

const tags = ['Project Routing']
const ById = z.object({ id: Id })
const OfProject = z.object({ id: Id, project: Id.or(z.literal('default')) })
const config = { demands: 'connections:manage' as const }
const refusals = { 404: Problem, 409: Problem, 422: Problem, 502: Problem }

/** The addresses under `/v1/connections/:id/routes` (A39–A46). */
export function routingRoutes(app: Api, deps: Deps): void {
  app.get('/v1/connections/:id/routes', {
    config: { demands: 'connections:read' },
    schema: {
      tags,
      summary: 'Where the tickets of each project go',
      params: ById,
      response: { 200: RouteTable, 404: Problem },
    },
    handler: (request) => table(deps, actorOf(request), request.params.id),
  })

  app.put('/v1/connections/:id/routes/:project', {
    config,
    schema: {
      tags,
      summary: 'Set a project’s route, or the default one; the tracker is asked first',
      params: OfProject,
      body: SaveRoute,
      response: { 200: Route, ...refusals },
    },
    handler: async (request) => {
      const { id, project } = request.params
      const actor = actorOf(request)
      const projectId = project === 'default' ? null : project
      const row = await saveProjectRoute(deps, actor, { ...request.body, connectionId: id, projectId })
      const connection = await found(deps, actor, id)
      return routeAnswer(deps.trackers.provider(connection.provider), row, 0)
    },
  })

  app.delete('/v1/connections/:id/routes/:project', {
    config,
    schema: {
      tags,
      summary: 'Take a project’s route away: its tickets go to the default route again',
      params: z.object({ id: Id, project: Id }),
      response: { 200: RouteTable, ...refusals },
    },
    handler: async (request) => {
      const { id, project } = request.params
      const actor = actorOf(request)
      await removeProjectRoute(deps, actor, { connectionId: id, projectId: project })
      return table(deps, actor, id)
    },
  })

  app.post('/v1/connections/:id/preflight', {
    config,
    schema: {
      tags,
      summary: 'Look now whether every route can be used; the answers show in the routes one by one',
      params: ById,
      response: { 202: RouteTable, ...refusals },
    },
    handler: async (request, reply) => {
      const { id } = request.params
      const actor = actorOf(request)
      await requestPreflight(deps, actor, id)
      return reply.status(202).send(await table(deps, actor, id))
    },
  })
}

async function found(deps: Deps, actor: Actor, id: string): Promise<Connection> {
  const connection = await connectionOf(deps.store.db, actor.workspaceId, id)
  if (!connection) throw notFound('connection')
  return connection
}

async function table(deps: Deps, actor: Actor, id: string): Promise<RouteTable> {
  const { db } = deps.store
  const connection = await found(deps, actor, id)
  const provider = deps.trackers.provider(connection.provider)
  const rows = await listRoutes(db, id)
  const waiting = await waitingByRoute(db, id)
  const answers = new Map(
    rows.map((row) => [row.projectId, routeAnswer(provider, row, waiting.get(row.id) ?? 0)]),
  )
  const projects = await listProjects(db, actor.workspaceId)
  return {
    default: answers.get(null) ?? null,
    items: projects.map(({ id: projectId, key, name }) => ({
      project: { id: projectId, key, name },
      route: answers.get(projectId) ?? null,
    })),
  }
}

function routeAnswer(provider: Provider, row: RouteRow, waiting: number): Route {
  const { fields, ...route } = routeOf(provider, row)
  return {
    ...route,
    values: Object.fromEntries(fields.map(({ id, value }) => [id, value])),
    checkedAt: instant(row.checkedAt),
    waiting,
  }
}
