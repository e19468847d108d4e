import { limitsOf } from '../connections/limits.ts'
import { waitsFor } from '../connections/pause.ts'
import type { Deps } from '../deps.ts'
import { aliasOf } from '../domain/ticket.ts'
import { anchorsOf, findConnection, lockConnection, type Connection } from '../store/connections.ts'
import type { Delivery } from '../store/deliveries.ts'
import {
  holdDueCreations,
  isSending,
  lockDueCreations,
  markAllSending,
  type DueCreation,
  type Sending,
} from '../store/due-creations.ts'
import { addJob } from '../store/jobs.ts'
import { transact, type Db } from '../store/open.ts'
import { listRoutes, type RouteRow } from '../store/routes.ts'
import { supportFacts } from '../store/support-facts.ts'
import { composeSupport, type Place, type SupportComposed } from './compose-support.ts'
import { compose, type Composed } from './compose.ts'
import { refuseCreation } from './refuse-creation.ts'
import { supportParts, supportSetting } from './support-parts.ts'
import { waitForRoute } from './wait-for-route.ts'

export type ClaimedCreation =
  | { task: 'create'; delivery: Delivery; connection: Connection; prepared: Composed }
  /** The tracker's sequence is not known yet: ask for it, then claim again. */
  | { task: 'anchor'; delivery: Delivery; connection: Connection; prepared: Composed }
  /** What the tracker takes where a help-desk ticket's issue goes is not known yet: ask for it, then claim again. */
  | { task: 'survey'; delivery: Delivery; connection: Connection; place: Place }

/** Of all that is due, up to `limit`, but never more than may be sent at once. */
export type Which = { connectionId: string; limit: number } | { connectionId: string; deliveryId: string }

/**
 * Decides, under the locks of the rows, which creations of a connection are to be sent now, and commits them as
 * `sending` before anything leaves (invariant 2). What cannot be sent now says what it waits for.
 */
export async function claimCreations(deps: Deps, which: Which): Promise<ClaimedCreation[]> {
  const { db } = deps.store
  const { connectionId } = which
  // Beside each other, because every wait here is one of the tracker's slots that stands empty.
  const [connection, routes, anchors] = await Promise.all([
    findConnection(db, connectionId),
    listRoutes(db, connectionId),
    anchorsOf(db, connectionId),
  ])
  if (!connection) return []
  return transact(db, async (tx) => {
    const now = deps.ctx.now()
    if (connection.state !== 'active' || isPaused(connection, now)) {
      await holdAll(deps, tx, connection.id)
      return []
    }
    const isProbing = connection.pausedSince !== null
    if (isProbing && (await isBeingProbed(tx, connection.id))) return []
    const { concurrency } = limitsOf(deps.trackers.provider(connection.provider), connection)
    const some = 'limit' in which ? { connectionId, limit: Math.min(which.limit, concurrency) } : which
    const due = await lockDueCreations(tx, isProbing ? { ...some, limit: 1 } : some, now)
    if (due.length === 0) return []
    return claimAll(deps, tx, { connection, routes, anchors, due })
  })
}

/**
 * After a pause one creation goes ahead to see whether the tracker is back; the others follow when it has answered.
 * Under the connection's lock, so that two processes do not both send one.
 */
async function isBeingProbed(tx: Db, connectionId: string): Promise<boolean> {
  const connection = await lockConnection(tx, connectionId)
  return connection?.pausedSince !== null && (await isSending(tx, connectionId))
}

/**
 * Holds everything that is due. The connection is read again under its lock: what it waits for may have ended in this very
 * moment, and whoever ended it has let go only what waited then.
 */
async function holdAll(deps: Deps, tx: Db, connectionId: string): Promise<void> {
  const connection = await lockConnection(tx, connectionId)
  const now = deps.ctx.now()
  if (!connection) return
  if (connection.state !== 'active') {
    // AX23: a person decides; nothing is sent elsewhere by itself.
    const waitingFor = `${connection.name} was disconnected before this was sent; it is never sent elsewhere by itself`
    await holdDueCreations(tx, connection.id, { state: 'parked', waitingFor, at: null, now })
  } else if (isPaused(connection, now)) await waitForConnection(deps, tx, connection)
}

export const isPaused = (connection: Connection, now: Date) =>
  connection.pausedSince !== null && (connection.pausedUntil === null || connection.pausedUntil > now)

/** One fault of the whole connection holds everything for it, and says so (invariant 8). */
async function waitForConnection(deps: Deps, tx: Db, connection: Connection): Promise<void> {
  const { id, name, pauseFault: fault, pausedUntil: until } = connection
  const waitingFor = waitsFor(name, { fault, until })
  const now = deps.ctx.now()
  const held = await holdDueCreations(tx, id, { state: 'waiting', waitingFor, at: until, now })
  if (held > 0 && until) {
    await addJob(tx, deps.jobs, { name: 'lane', data: { connectionId: id }, after: until })
  }
}

async function claimAll(
  deps: Deps,
  tx: Db,
  of: {
    connection: Connection
    routes: RouteRow[]
    anchors: Map<string, string>
    due: DueCreation[]
  },
): Promise<ClaimedCreation[]> {
  const { connection, anchors } = of
  const claimed: ClaimedCreation[] = []
  const sending: Sending[] = []
  for (const { one, prepared } of await composeAll(deps, tx, of)) {
    const { delivery } = one
    if ('block' in prepared) {
      await waitForRoute(deps, tx, { delivery, ...prepared })
      continue
    }
    if ('refused' in prepared) {
      await refuseCreation(deps, tx, { delivery, connection, ...prepared })
      continue
    }
    if ('survey' in prepared) {
      claimed.push({ task: 'survey', delivery, connection, place: prepared.survey })
      continue
    }
    const position = anchors.get(prepared.scope)
    if (position === undefined) {
      claimed.push({ task: 'anchor', delivery, connection, prepared })
      continue
    }
    const { destination, destinationLabel, explanation, sent = null } = prepared
    const anchor = { scope: prepared.scope, position }
    sending.push({ id: delivery.id, destination, destinationLabel, explanation, anchor, sent })
    const after = { ...delivery, state: 'sending' as const, attempts: delivery.attempts + 1, anchor }
    claimed.push({ task: 'create', delivery: after, connection, prepared })
  }
  await markAllSending(tx, sending, { processId: deps.processId, now: deps.ctx.now() })
  return claimed
}

interface Prepared {
  one: DueCreation
  prepared: ReturnType<typeof composeDue> | SupportComposed
}

async function composeAll(
  deps: Deps,
  tx: Db,
  of: { connection: Connection; routes: RouteRow[]; due: DueCreation[] },
): Promise<Prepared[]> {
  const { connection, routes, due } = of
  const ofDesk = due.filter(({ ticket }) => ticket.type === 'support')
  if (ofDesk.length === 0)
    return due.map((one) => ({ one, prepared: composeDue(deps, { connection, routes, due: one }) }))
  const facts = await supportFacts(
    tx,
    ofDesk.map(({ delivery }) => delivery.ticketId),
  )
  const setting = await supportSetting(deps, tx, connection)
  return due.map((one) => {
    const own = facts.get(one.delivery.ticketId)
    if (!own) return { one, prepared: composeDue(deps, { connection, routes, due: one }) }
    return { one, prepared: composeSupport(supportParts(setting, { ...one, facts: own })) }
  })
}

function composeDue(deps: Deps, of: { connection: Connection; routes: RouteRow[]; due: DueCreation }) {
  const { ticket, project, finding } = of.due
  const standard = of.routes.find(({ projectId }) => projectId === null)
  if (!standard) throw new Error('A connection has no default route.')
  return compose({
    ticket: { ...ticket, alias: aliasOf(ticket.number) },
    finding,
    project,
    provider: deps.trackers.provider(of.connection.provider),
    connection: of.connection,
    routes: { standard, own: project && of.routes.find(({ projectId }) => projectId === project.id) },
    publicUrl: deps.publicUrl,
  })
}
