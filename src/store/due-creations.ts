import { sql } from 'kysely'
import type { AlarmDetails } from '../domain/alarm.ts'
import type { Explained } from '../domain/explained.ts'
import type { Priority } from '../domain/priority.ts'
import type { SentIssue } from '../domain/survey.ts'
import type { Delivery } from './deliveries.ts'
import type { Db } from './open.ts'
import { json } from './open.ts'

/** A creation that is due, with everything that its issue is made of. */
export interface DueCreation {
  delivery: Delivery
  ticket: {
    type: string
    number: number
    title: string
    description: string
    priority: Priority
    attributes: Record<string, string> | null
    createdBy: string
  }
  project: { id: string; key: string; name: string } | undefined
  finding: DueFinding | undefined
}

export interface DueFinding {
  title: string
  description: string
  resource: string | null
  account: string | null
  category: string | null
  effort: string | null
  saving: number | null
  currency: string | null
  source: string
  alarm: AlarmDetails | null
}

/**
 * Locks creations that are due, the oldest first, and passes over those that somebody else has locked.
 *
 * @param which all of a connection up to a limit, or one
 */
export async function lockDueCreations(
  tx: Db,
  which: { connectionId: string; limit: number } | { deliveryId: string },
  now: Date,
): Promise<DueCreation[]> {
  const query = tx
    .selectFrom('deliveries as d')
    .innerJoin('tickets as t', (join) =>
      join.onRef('t.workspaceId', '=', 'd.workspaceId').onRef('t.id', '=', 'd.ticketId'),
    )
    // Looked at here again: it may have been disconnected since the caller read it.
    .innerJoin('connections as c', (join) =>
      join.onRef('c.id', '=', 'd.connectionId').on('c.state', '=', 'active'),
    )
    .leftJoin('projects as p', 'p.id', 't.projectId')
    .leftJoin('findings as f', 'f.id', 't.findingId')
    .selectAll('d')
    .select(['t.type', 't.number', 't.title', 't.description', 't.priority', 't.attributes', 't.createdBy'])
    .select(['p.id as projectId', 'p.key as projectKey', 'p.name as projectName'])
    .select([
      'f.id as findingId',
      'f.title as findingTitle',
      'f.description as findingDescription',
      'f.resource',
    ])
    .select(['f.account', 'f.category', 'f.effort', 'f.saving', 'f.currency', 'f.source', 'f.alarm'])
    .where('d.kind', '=', 'create')
    .where('d.state', 'in', ['queued', 'waiting'])
    .where('d.waitsForRouteId', 'is', null)
    .where((eb) =>
      eb.or([
        eb('d.nextAttemptAt', '<=', now),
        eb.and([eb('d.nextAttemptAt', 'is', null), eb('d.state', '=', 'queued')]),
      ]),
    )
    .orderBy('d.id')
    .forUpdate('d')
    .skipLocked()
  const rows = await ('deliveryId' in which
    ? query.where('d.id', '=', which.deliveryId).execute()
    : query.where('d.connectionId', '=', which.connectionId).limit(which.limit).execute())
  return rows.map(assembled)
}

type Row = Delivery & {
  type: string
  number: number
  title: string
  description: string
  priority: Priority
  attributes: Record<string, string> | null
  createdBy: string
  projectId: string | null
  projectKey: string | null
  projectName: string | null
  findingId: string | null
  findingTitle: string | null
  findingDescription: string | null
  resource: string | null
  account: string | null
  category: string | null
  effort: string | null
  saving: number | null
  currency: string | null
  source: string | null
  alarm: AlarmDetails | null
}

function assembled(row: Row): DueCreation {
  const { type, number, title, description, priority, attributes, createdBy, projectId, ...rest } = row
  const { projectKey, projectName, findingId, findingTitle, findingDescription, ...more } = rest
  const { resource, account, category, effort, saving, currency, source, alarm, ...delivery } = more
  return {
    delivery,
    ticket: { type, number, title, description, priority, attributes, createdBy },
    project: projectId ? { id: projectId, key: projectKey ?? '', name: projectName ?? '' } : undefined,
    finding: findingId
      ? {
          title: findingTitle ?? '',
          description: findingDescription ?? '',
          source: source ?? '',
          alarm,
          resource,
          account,
          category,
          effort,
          saving,
          currency,
        }
      : undefined,
  }
}

/** Whether a creation is on its way to a connection. */
export async function isSending(tx: Db, connectionId: string): Promise<boolean> {
  const row = await tx
    .selectFrom('deliveries')
    .select('id')
    .where('connectionId', '=', connectionId)
    .where('kind', '=', 'create')
    .where('state', '=', 'sending')
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

/** What is committed about a creation before it is sent (invariant 2). */
export interface Sending {
  id: string
  destination: Record<string, unknown>
  destinationLabel: string
  explanation: Explained[]
  anchor: { scope: string; position: string }
  sent: SentIssue | null
}

/** Marks creations as about to be sent by this process, in one statement. */
export async function markAllSending(
  tx: Db,
  rows: Sending[],
  by: { processId: string; now: Date },
): Promise<void> {
  if (rows.length === 0) return
  await sql`
    update deliveries d set state = 'sending', attempts = attempts + 1, claimed_by = ${by.processId}::uuid,
      waiting_for = null, waits_for_route_id = null, next_attempt_at = null, updated_at = ${by.now}::timestamptz,
      destination = g.destination, destination_label = g.label, explanation = g.explanation, anchor = g.anchor,
      sent = nullif(g.sent, 'null')
    from jsonb_to_recordset(${json(rows.map(({ destinationLabel: label, ...row }) => ({ ...row, label })))})
      as g (id uuid, destination jsonb, label text, explanation jsonb, anchor jsonb, sent jsonb)
    where d.id = g.id`.execute(tx)
}

/** Holds every creation of a connection that is due, in one statement; answers how many. */
export async function holdDueCreations(
  tx: Db,
  connectionId: string,
  to: { state: 'waiting' | 'parked'; waitingFor: string; at: Date | null; now: Date },
): Promise<number> {
  const { numAffectedRows = 0n } = await sql`
    update deliveries set state = ${to.state}, waiting_for = ${to.waitingFor}, waits_for_route_id = null,
      next_attempt_at = ${to.at}::timestamptz, updated_at = ${to.now}::timestamptz
    where connection_id = ${connectionId}::uuid and kind = 'create' and state in ('queued', 'waiting')
      and waits_for_route_id is null
      and (next_attempt_at <= ${to.now}::timestamptz or (next_attempt_at is null and state = 'queued'))`.execute(
    tx,
  )
  return Number(numAffectedRows)
}
