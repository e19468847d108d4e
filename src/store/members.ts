import { sql } from 'kysely'
import type { Db, OpenStore } from './open.ts'
import { cappedCount, contains, countCap, pageFrom, positionOf } from './page.ts'

/** A person in a workspace; who they are stands in the sign-in library’s tables. */
export interface MemberView {
  /** Of the membership. */
  id: string
  userId: string
  name: string
  email: string
  role: string
  createdAt: Date
  lastSeenAt: Date | null
  twoFactor: boolean
}

/** The addresses of those who look after a workspace; people are in the sign-in library's table. */
export async function administratorAddresses(
  { plain }: Pick<OpenStore, 'plain'>,
  workspaceId: string,
): Promise<string[]> {
  const { rows } = await sql<{ email: string }>`
    select u.email from members m join "user" u on u.id = m.user_id
    where m.workspace_id = ${workspaceId}::uuid and m.role in ('owner', 'administrator') order by u.email`.execute(
    plain,
  )
  return rows.map((row) => row.email)
}

const columns = sql`m.id, m.user_id, u.name, u.email, m.role, m.created_at, m.last_seen_at,
  coalesce(u."twoFactorEnabled", false) as two_factor, lower(u.name) as sorted`

/** By name. */
export async function listMembers(
  db: Db,
  workspaceId: string,
  wanted: { q?: string | undefined; limit: number; after?: string | undefined },
) {
  const at = positionOf(wanted.after, ['text'])
  const words = wanted.q ? contains(wanted.q) : undefined
  const matching = sql`from members m join "user" u on u.id = m.user_id where m.workspace_id = ${workspaceId}::uuid
    ${words ? sql`and (u.name ilike ${words} or u.email ilike ${words})` : sql``}`
  const { rows } = await sql<MemberView & { sorted: string }>`select ${columns} ${matching}
    ${at ? sql`and (lower(u.name), m.id) > (${at[0]}, ${at[1]}::uuid)` : sql``}
    order by lower(u.name), m.id limit ${wanted.limit + 1}`.execute(db)
  const { rows: counted } = await sql<{ count: number }>`
    select count(*) as count from (select ${matching} limit ${countCap + 1}) as counted`.execute(db)
  const page = pageFrom(rows, wanted.limit, (row) => [row.sorted, row.id])
  return { ...page, total: cappedCount(counted[0]?.count ?? 0) }
}

/** One of a workspace, by the id of the membership. */
export async function findMember(
  db: Db,
  of: { workspaceId: string; id: string },
): Promise<MemberView | undefined> {
  const { rows } = await sql<MemberView>`select ${columns} from members m join "user" u on u.id = m.user_id
    where m.workspace_id = ${of.workspaceId}::uuid and m.id = ${of.id}::uuid`.execute(db)
  return rows[0]
}

/** One of a workspace, by the person. */
export async function findMembership(
  db: Db,
  of: { workspaceId: string; userId: string },
): Promise<MemberView | undefined> {
  const { rows } = await sql<MemberView>`select ${columns} from members m join "user" u on u.id = m.user_id
    where m.workspace_id = ${of.workspaceId}::uuid and m.user_id = ${of.userId}`.execute(db)
  return rows[0]
}

/** A member with this address, in whatever case it is written. */
export async function findMemberByEmail(
  db: Db,
  of: { workspaceId: string; email: string },
): Promise<MemberView | undefined> {
  const { rows } = await sql<MemberView>`select ${columns} from members m join "user" u on u.id = m.user_id
    where m.workspace_id = ${of.workspaceId}::uuid and lower(u.email) = lower(${of.email})`.execute(db)
  return rows[0]
}

/** Owners beside this one. Ask with the workspace locked. */
export async function otherOwners(tx: Db, of: { workspaceId: string; id: string }): Promise<number> {
  const { count } = await tx
    .selectFrom('members')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('workspaceId', '=', of.workspaceId)
    .where('role', '=', 'owner')
    .where('id', '!=', of.id)
    .executeTakeFirstOrThrow()
  return count
}

export async function changeRole(tx: Db, id: string, role: string): Promise<void> {
  await tx.updateTable('members').set({ role }).where('id', '=', id).execute()
}

export async function removeMember(tx: Db, id: string): Promise<void> {
  await tx.deleteFrom('members').where('id', '=', id).execute()
}

/** Notes that a person is there. */
export async function touchMember(
  db: Db,
  of: { workspaceId: string; userId: string; now: Date },
): Promise<void> {
  await db
    .updateTable('members')
    .set({ lastSeenAt: of.now })
    .where('workspaceId', '=', of.workspaceId)
    .where('userId', '=', of.userId)
    .execute()
}
