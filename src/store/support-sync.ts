import { sql } from 'kysely'
import type { FieldValue } from '../domain/field-value.ts'
import type { Priority } from '../domain/priority.ts'
import type { StatusCategory } from '../domain/status.ts'
import { keepable } from './keepable.ts'
import { json, type Db } from './open.ts'

/** What a tracker's word changes on a help-desk ticket; what is absent stays. */
export interface SupportChange {
  typeId?: string
  productId?: string | null
  versionId?: string | null
  assignee?: string | null
  priority?: Priority
  fieldValues?: Record<string, FieldValue>
}

/** Changes any number of help-desk tickets in one statement. Their rows have to be locked. */
export async function changeSupportTickets(
  tx: Db,
  rows: (SupportChange & { ticketId: string })[],
): Promise<void> {
  const given = rows.filter((row) => Object.keys(row).length > 1)
  if (given.length === 0) return
  const flat = given.map((row) => ({
    id: row.ticketId,
    type_id: row.typeId ?? null,
    product_id: row.productId ?? null,
    sets_product: 'productId' in row,
    version_id: row.versionId ?? null,
    sets_version: 'versionId' in row,
    assignee: row.assignee ? keepable(row.assignee) : null,
    sets_assignee: 'assignee' in row,
    field_values: row.fieldValues ?? null,
  }))
  await sql`
    update support_tickets s set type_id = coalesce(g.type_id, s.type_id),
      product_id = case when g.sets_product then g.product_id else s.product_id end,
      version_id = case when g.sets_version then g.version_id else s.version_id end,
      assignee = case when g.sets_assignee then g.assignee else s.assignee end,
      field_values = coalesce(nullif(g.field_values, 'null'), s.field_values)
    from jsonb_to_recordset(${json(flat)}) as g (id uuid, type_id uuid, product_id uuid, sets_product boolean, version_id uuid,
      sets_version boolean, assignee text, sets_assignee boolean, field_values jsonb)
    where s.ticket_id = g.id`.execute(tx)
  for (const [priority, ticketIds] of Map.groupBy(given, (row) => row.priority)) {
    if (!priority) continue
    const ids = ticketIds.map(({ ticketId }) => ticketId)
    await sql`update tickets set priority = ${priority} where id = any(${ids}::uuid[]) and type = 'support'`.execute(
      tx,
    )
  }
}

/** The same status for any number of help-desk tickets. */
export async function setSupportStatus(
  tx: Db,
  of: { workspaceId: string; ids: string[]; status: string; category: StatusCategory },
): Promise<void> {
  await sql`update tickets set status = ${of.status}, status_category = ${of.category}
    where workspace_id = ${of.workspaceId}::uuid and id = any(${of.ids}::uuid[])`.execute(tx)
}

/** Something has happened on these tickets, so they come up in the list of what changed last. */
export async function touchTickets(
  tx: Db,
  of: { workspaceId: string; ids: string[]; at: Date },
): Promise<void> {
  if (of.ids.length === 0) return
  await sql`update tickets set updated_at = ${of.at}::timestamptz
    where workspace_id = ${of.workspaceId}::uuid and id = any(${of.ids}::uuid[])`.execute(tx)
}

/** Which of these issues a help-desk ticket is linked to. */
export async function issuesOfDesk(db: Db, connectionId: string, issueIds: string[]): Promise<Set<string>> {
  if (issueIds.length === 0) return new Set()
  const { rows } = await sql<{ issueId: string }>`
    select distinct l.issue_id from links l join support_tickets s on s.ticket_id = l.ticket_id
    where l.connection_id = ${connectionId}::uuid and l.issue_id = any(${issueIds})`.execute(db)
  return new Set(rows.map(({ issueId }) => issueId))
}
