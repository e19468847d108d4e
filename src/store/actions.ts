import { sql, type Selectable } from 'kysely'
import type { DeliveryState } from '../domain/ticket.ts'
import type { ActionsTable } from './help-desk-tables.ts'
import { keepable } from './keepable.ts'
import { json, type Db } from './open.ts'
import { cappedCount, countCap, pageFrom, positionOf, type CappedCount, type PageOf } from './page.ts'

/** What people, or the tracker, wrote on a help-desk ticket. */
export type Action = Selectable<ActionsTable>

/** An action with its type's name, and how its comment in the tracker stands. */
export interface ActionView extends Action {
  typeName: string
  typeRemoved: boolean
  deliveryState: DeliveryState | null
  waitingFor: string | null
}

export async function insertAction(tx: Db, action: Action): Promise<void> {
  await tx
    .insertInto('actions')
    .values({ ...action, text: keepable(action.text), lost: json(action.lost) })
    .execute()
}

/** One that was not removed, locked. */
export function lockAction(tx: Db, ticketId: string, id: string): Promise<Action | undefined> {
  return tx
    .selectFrom('actions')
    .selectAll()
    .where('ticketId', '=', ticketId)
    .where('id', '=', id)
    .where('removedAt', 'is', null)
    .forUpdate()
    .executeTakeFirst()
}

export async function changeAction(
  tx: Db,
  { ticketId, id }: Pick<Action, 'ticketId' | 'id'>,
  change: Partial<Pick<Action, 'text' | 'typeId' | 'visibility' | 'editedAt' | 'removedAt'>>,
): Promise<void> {
  await tx.updateTable('actions').set(change).where('ticketId', '=', ticketId).where('id', '=', id).execute()
}

const view = sql`
  select a.*, coalesce(ty.name, '') as type_name, ty.id is null or ty.removed_at is not null as type_removed,
    d.state as delivery_state, d.waiting_for
  from actions a left join action_types ty on ty.id = a.type_id
  left join lateral (select state, waiting_for from deliveries x where x.ticket_id = a.ticket_id and x.action_id = a.id
    order by x.id desc limit 1) d on true`

export async function actionView(db: Db, ticketId: string, id: string): Promise<ActionView | undefined> {
  const { rows } = await sql<ActionView>`
    ${view} where a.ticket_id = ${ticketId}::uuid and a.id = ${id}::uuid and a.removed_at is null`.execute(db)
  return rows[0]
}

/** What was written on a ticket, the oldest first; without what was removed. */
export async function listActions(
  db: Db,
  ticketId: string,
  page: { limit: number; after?: string | undefined },
): Promise<PageOf<ActionView> & { total: CappedCount }> {
  const at = positionOf(page.after, ['moment'])
  const keyset = at ? sql`(a.at, a.id) > (${String(at[0])}::timestamptz, ${String(at[1])}::uuid)` : sql`true`
  const { rows } = await sql<ActionView>`
    ${view} where a.ticket_id = ${ticketId}::uuid and a.removed_at is null and ${keyset}
    order by a.at, a.id limit ${page.limit + 1}`.execute(db)
  const counted = await sql<{ count: number }>`
    select count(*) as count from (select from actions where ticket_id = ${ticketId}::uuid and removed_at is null
      limit ${countCap + 1}) a`.execute(db)
  const total = cappedCount(counted.rows[0]?.count ?? 0)
  return { ...pageFrom(rows, page.limit, (row) => [row.at.toISOString(), row.id]), total }
}
