import { routeOf } from '../connections/route-of.ts'
import type { Deps } from '../deps.ts'
import type { Actor } from '../domain/actor.ts'
import { notFound } from '../domain/refusal.ts'
import {
  mostAtOnce,
  planReplay,
  type LeftOut,
  type ReplayCandidate,
  type ReplayConnection,
  type Turn,
} from '../domain/replay.ts'
import { chooseRoute } from '../domain/route.ts'
import { aliasOf } from '../domain/ticket.ts'
import { listConnections, type Connection } from '../store/connections.ts'
import { failedTickets } from '../store/failed-requests.ts'
import type { Db } from '../store/open.ts'
import { cappedCount, countCap, type CappedCount } from '../store/page.ts'
import { creationsOf, lastTurns, type CreationToReplay } from '../store/replays.ts'
import { listRoutes, type RouteRow } from '../store/routes.ts'

/** Some tickets, all that failed for one cause, or all that failed. */
export type ReplayWhich = { ids: string[] } | { cause: string } | { all: true }

export interface ReplayPlan {
  turns: Turn[]
  leftOut: LeftOut[]
  /** Of the given ids those that are no ticket of the workspace. */
  unknown: number
  /** What failed for the same cause, but is more than one call sends. */
  remaining: CappedCount
  connections: ReplayConnection[]
}

/** What a replay would do at this moment. Asks no tracker and changes nothing. */
export async function replayPlan(
  deps: Deps,
  db: Db,
  of: { actor: Actor; which: ReplayWhich },
): Promise<ReplayPlan> {
  const { workspaceId } = of.actor
  const { ids, remaining } = await ticketsOf(db, workspaceId, of.which)
  const creations = await creationsOf(db, workspaceId, ids)
  const unknown = ids.length - creations.length
  if (creations.length === 0 && unknown > 0) throw notFound('ticket')
  const used = new Set(creations.map(({ connectionId }) => connectionId))
  const rows = (await listConnections(db, workspaceId)).filter(({ id }) => used.has(id))
  const busy = await lastTurns(db, [...used])
  const connections = rows.map((row) => standing(deps, row, busy.get(row.id)))
  const candidates = await candidatesOf(deps, db, { creations, rows })
  const plan = planReplay(candidates, connections, deps.ctx.now())
  return { ...plan, unknown, remaining, connections }
}

const none = cappedCount(0)

async function ticketsOf(db: Db, workspaceId: string, which: ReplayWhich) {
  if ('ids' in which) return { ids: [...new Set(which.ids)], remaining: none }
  const cause = 'cause' in which ? which.cause : undefined
  const failed = await failedTickets(db, workspaceId, {
    cause,
    state: 'failed',
    limit: mostAtOnce + countCap + 1,
  })
  // They are only told of, so that nobody wonders where they are.
  const parked = await failedTickets(db, workspaceId, { cause, state: 'parked', limit: mostAtOnce })
  const ids = [...failed.slice(0, mostAtOnce), ...parked]
  return { ids, remaining: cappedCount(Math.max(0, failed.length - mostAtOnce)) }
}

function standing(deps: Deps, row: Connection, busyUntil: Date | undefined): ReplayConnection {
  const { requestsPerMinute } = deps.trackers.provider(row.provider).about
  return {
    id: row.id,
    name: row.name,
    active: row.state === 'active',
    requestsPerMinute: row.settings.requestsPerMinute ?? requestsPerMinute,
    paused: row.pausedSince ? { until: row.pausedUntil } : null,
    busyUntil: busyUntil ?? null,
  }
}

async function candidatesOf(
  deps: Deps,
  db: Db,
  of: { creations: CreationToReplay[]; rows: Connection[] },
): Promise<ReplayCandidate[]> {
  const routes = new Map<string, RouteRow[]>()
  for (const { id } of of.rows) routes.set(id, await listRoutes(db, id))
  return of.creations.map((creation) => {
    const connection = of.rows.find(({ id }) => id === creation.connectionId)
    const way = connection && wayOf(deps, connection, { creation, routes: routes.get(connection.id) ?? [] })
    const { number: _, projectId: _id, projectKey: _key, projectName: _name, ...rest } = creation
    return {
      ...rest,
      alias: aliasOf(creation.number),
      destination: way?.value.label ?? '',
      block: way?.block?.because ?? null,
    }
  })
}

/** Where the issue would go now, by the same rule by which it will be sent. */
function wayOf(deps: Deps, connection: Connection, of: { creation: CreationToReplay; routes: RouteRow[] }) {
  const { projectId, projectKey, projectName } = of.creation
  const provider = deps.trackers.provider(connection.provider)
  const standard = of.routes.find((route) => route.projectId === null)
  if (!standard) return undefined
  const own = projectId ? of.routes.find((route) => route.projectId === projectId) : undefined
  return chooseRoute({
    project: projectId ? { key: projectKey ?? '', name: projectName ?? '' } : null,
    connection,
    own: own && routeOf(provider, own),
    standard: routeOf(provider, standard),
  })
}
