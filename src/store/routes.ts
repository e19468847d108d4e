import { sql, type Selectable } from 'kysely'
import type { FilledField } from '../domain/needed-field.ts'
import type { Db } from './open.ts'
import { json } from './open.ts'
import type { RoutesTable } from './connection-tables.ts'

export type RouteRow = Selectable<RoutesTable>

/** What may change on a route; what is absent stays. */
export type RouteChange = Partial<
  Pick<RouteRow, 'destination' | 'names' | 'fields' | 'fallsBack' | 'problems' | 'needs' | 'checkedAt'>
> & { updatedAt: Date }

const jsonColumns = ['destination', 'names', 'fields', 'problems', 'needs'] as const

function written(change: Partial<RouteRow>): Record<string, unknown> {
  const row: Record<string, unknown> = { ...change }
  for (const column of jsonColumns) if (column in change) row[column] = json(change[column])
  return row
}

export function findRoute(db: Db, id: string) {
  return db.selectFrom('routes').selectAll().where('id', '=', id).executeTakeFirst()
}

export function routeOf(db: Db, workspaceId: string, id: string) {
  return db
    .selectFrom('routes')
    .selectAll()
    .where('workspaceId', '=', workspaceId)
    .where('id', '=', id)
    .executeTakeFirst()
}

/** The default route of a connection. */
export function defaultRoute(db: Db, connectionId: string) {
  return db
    .selectFrom('routes')
    .selectAll()
    .where('connectionId', '=', connectionId)
    .where('projectId', 'is', null)
    .executeTakeFirst()
}

/** The default route, and the project's own if there is one. */
export async function routesFor(db: Db, connectionId: string, projectId: string | null) {
  const rows = await db
    .selectFrom('routes')
    .selectAll()
    .where('connectionId', '=', connectionId)
    .where((eb) =>
      projectId
        ? eb.or([eb('projectId', 'is', null), eb('projectId', '=', projectId)])
        : eb('projectId', 'is', null),
    )
    .execute()
  return {
    standard: rows.find((row) => row.projectId === null),
    own: rows.find((row) => row.projectId !== null),
  }
}

export function listRoutes(db: Db, connectionId: string) {
  return db.selectFrom('routes').selectAll().where('connectionId', '=', connectionId).orderBy('id').execute()
}

/** Stores a route, or changes the one that the project has. Answers the row that is there now. */
export function saveRoute(
  tx: Db,
  row: Pick<RouteRow, 'id' | 'workspaceId' | 'connectionId' | 'projectId' | 'createdAt'> &
    RouteChange &
    Pick<RouteRow, 'destination'>,
): Promise<RouteRow> {
  const { id: _, workspaceId: _w, connectionId: _c, projectId: _p, createdAt: _at, ...change } = row
  return tx
    .insertInto('routes')
    .values(written({ names: {}, fields: [], fallsBack: false, problems: [], needs: [], ...row }) as never)
    .onConflict((conflict) => conflict.columns(['connectionId', 'projectId']).doUpdateSet(written(change)))
    .returningAll()
    .executeTakeFirstOrThrow()
}

export async function changeRoute(tx: Db, id: string, change: RouteChange): Promise<void> {
  await tx.updateTable('routes').set(written(change)).where('id', '=', id).execute()
}

export async function removeRoute(tx: Db, id: string): Promise<void> {
  await tx.deleteFrom('routes').where('id', '=', id).execute()
}

/** Adds values to a route's fields without touching the others. */
export async function fillRoute(
  tx: Db,
  id: string,
  of: { fields: FilledField[]; updatedAt: Date },
): Promise<void> {
  const ids = new Set(of.fields.map((field) => field.id))
  const row = await tx.selectFrom('routes').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()
  if (!row) return
  const kept = row.fields.filter((field) => !ids.has(field.id))
  await changeRoute(tx, id, { fields: [...kept, ...of.fields], updatedAt: of.updatedAt })
}

/** How many deliveries wait for a person to do something about each of a connection's routes. */
export async function waitingByRoute(db: Db, connectionId: string): Promise<Map<string, number>> {
  const { rows } = await sql<{ id: string; count: number }>`
    select waits_for_route_id as id, count(*) as count from deliveries
    where connection_id = ${connectionId}::uuid and waits_for_route_id is not null and state = 'waiting'
    group by waits_for_route_id`.execute(db)
  return new Map(rows.map(({ id, count }) => [id, count]))
}

/** Active connections with a route that was not looked at since `before`, or since `held` while tickets wait for it. */
export async function connectionsToCheck(
  db: Db,
  since: { before: Date; held: Date },
): Promise<{ id: string }[]> {
  const { rows } = await sql<{ id: string }>`
    select c.id from connections c
    where c.state = 'active' and c.paused_since is null
      and exists (select from routes r where r.connection_id = c.id
        and (r.checked_at is null or r.checked_at < ${since.before}::timestamptz
          or (r.checked_at < ${since.held}::timestamptz
            and exists (select from deliveries d where d.waits_for_route_id = r.id and d.state = 'waiting'))))`.execute(
    db,
  )
  return rows
}
