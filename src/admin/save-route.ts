import { record } from '../audit/record.ts'
import { findingsAbout, namesOf } from '../connections/check-route.ts'
import { trackerOf } from '../connections/tracker-of.ts'
import { type Deps, within } from '../deps.ts'
import type { Actor } from '../domain/actor.ts'
import { remedyOf } from '../domain/fault.ts'
import { filled } from '../domain/needed-field.ts'
import { notFound, Refusal } from '../domain/refusal.ts'
import { ProviderError, type Account } from '../providers/provider.ts'
import { saveAnchor, type Connection } from '../store/connections.ts'
import { releaseWaiting } from '../store/deliveries.ts'
import { transact } from '../store/open.ts'
import { projectOf } from '../store/projects.ts'
import { listRoutes, saveRoute, type RouteRow } from '../store/routes.ts'
import { announceRoutes, noteRoute, routableConnection } from './routable.ts'
import { invalidFields } from './test-connection.ts'

export interface RouteRequest {
  connectionId: string
  /** Null: the default route. */
  projectId: string | null
  destination: Record<string, unknown>
  names: Record<string, string>
  /** Values for fields that the tracker requires, by the field's id. */
  values: Record<string, string>
  fallsBack: boolean
}

/**
 * Stores where the tickets of a project go, after the tracker has confirmed that they can (A41–A45).
 * What waited for the route goes on.
 * @throws {Refusal} naming each field that is wrong; nothing is stored then
 */
export async function saveProjectRoute(deps: Deps, actor: Actor, request: RouteRequest): Promise<RouteRow> {
  const connection = await routableConnection(deps, actor, request.connectionId)
  if (request.projectId && !(await projectOf(deps.store.db, actor.workspaceId, request.projectId)))
    throw notFound('project')
  const provider = deps.trackers.provider(connection.provider)
  const parsed = provider.destination.schema.safeParse(request.destination)
  if (!parsed.success) throw invalidFields('destination', parsed.error)
  const destination = parsed.data as Record<string, unknown>
  const account = await looked(deps, connection, destination)
  const found = findingsAbout(account)
  if (found.problems.length > 0) {
    throw new Refusal('invalid', 'This route cannot be used.', {
      errors: found.problems.map(({ field, message }) => ({
        field: field ? `destination.${field}` : 'destination',
        message,
      })),
    })
  }
  const names = namesOf(account, destination, request.names)
  const { fields, errors } = filled(account.needs, request.values)
  if (errors.length > 0) throw new Refusal('invalid', 'The tracker requires more fields here.', { errors })
  const now = deps.ctx.now()
  const saved = await transact(deps.store.db, async (tx) => {
    const row = await saveRoute(tx, {
      id: deps.ctx.newId(),
      workspaceId: actor.workspaceId,
      connectionId: connection.id,
      projectId: request.projectId,
      destination,
      names,
      fields,
      fallsBack: request.fallsBack,
      ...found,
      checkedAt: now,
      createdAt: now,
      updatedAt: now,
    })
    if (account.anchor) await saveAnchor(tx, connection, account.anchor)
    // Whoever waited for the default route may have a way of its own now.
    for (const { id: routeId } of await listRoutes(tx, connection.id)) {
      await releaseWaiting(tx, deps.jobs, { connectionId: connection.id, routeId, now })
    }
    await record(within(deps, tx), actor, {
      action: 'route.saved',
      target: { id: row.id, name: connection.name },
      after: { projectId: request.projectId, destination, fields, fallsBack: request.fallsBack },
    })
    const where = provider.destination.label(destination, names)
    await noteRoute(deps, tx, { actor, connection, text: `set a route of ${connection.name} to ${where}` })
    return row
  })
  announceRoutes(deps, connection)
  return saved
}

async function looked(
  deps: Deps,
  connection: Connection,
  destination: Record<string, unknown>,
): Promise<Account> {
  try {
    return await trackerOf(deps, connection).check(destination)
  } catch (error) {
    if (!(error instanceof ProviderError)) throw error
    const { fault } = error
    const text = `The route could not be checked in ${connection.name}. ${remedyOf(fault)}`
    throw new Refusal('unreachable', text, { fault })
  }
}
