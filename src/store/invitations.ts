import { sql, type Selectable, type Updateable } from 'kysely'
import type { Db } from './open.ts'
import { countCap, countOf, pageFrom, positionOf } from './page.ts'
import type { InvitationsTable } from './people-tables.ts'

export type Invitation = Selectable<InvitationsTable>

/** Neither accepted nor withdrawn; it may have expired. */
const open = (db: Db) =>
  db.selectFrom('invitations').where('acceptedAt', 'is', null).where('withdrawnAt', 'is', null)

export async function insertInvitation(
  db: Db,
  row: Omit<Invitation, 'acceptedAt' | 'withdrawnAt' | 'mailedAt' | 'mailProblem'>,
): Promise<void> {
  await db
    .insertInto('invitations')
    .values({ ...row, acceptedAt: null, withdrawnAt: null, mailedAt: null, mailProblem: null })
    .execute()
}

/** The open ones of a workspace, newest first. */
export async function listInvitations(
  db: Db,
  workspaceId: string,
  wanted: { limit: number; after?: string | undefined },
) {
  const at = positionOf(wanted.after)
  const matching = open(db).where('workspaceId', '=', workspaceId)
  const rows = await matching
    .selectAll()
    .$if(at !== undefined, (page) => page.where('id', '<', String(at?.[0])))
    .orderBy('id', 'desc')
    .limit(wanted.limit + 1)
    .execute()
  const total = await countOf(db, matching.select('id').limit(countCap + 1))
  return { ...pageFrom(rows, wanted.limit, (row) => [row.id]), total }
}

/** An open one of a workspace, which nobody else changes until the transaction ends. */
export function lockInvitation(
  tx: Db,
  of: { workspaceId: string; id: string },
): Promise<Invitation | undefined> {
  return open(tx)
    .selectAll()
    .where('workspaceId', '=', of.workspaceId)
    .where('id', '=', of.id)
    .forUpdate()
    .executeTakeFirst()
}

/** One that is open still, whatever its workspace: for the job that mails it. */
export function openInvitation(db: Db, id: string): Promise<Invitation | undefined> {
  return open(db).selectAll().where('id', '=', id).executeTakeFirst()
}

/** One that can be accepted, by the SHA-256 of the secret in its link. */
export function findBySecret(db: Db, hash: string, now: Date) {
  return open(db)
    .innerJoin('workspaces', 'workspaces.id', 'invitations.workspaceId')
    .selectAll('invitations')
    .select('workspaces.name as workspace')
    .where('hash', '=', hash)
    .where('expiresAt', '>', now)
    .executeTakeFirst()
}

/** Those of an address that can be accepted. */
export function invitationsOf(db: Db, email: string, now: Date): Promise<Invitation[]> {
  return open(db)
    .selectAll()
    .where(sql<string>`lower(email)`, '=', email.toLowerCase())
    .where('expiresAt', '>', now)
    .orderBy('id')
    .execute()
}

export async function changeInvitation(
  db: Db,
  id: string,
  change: Updateable<InvitationsTable>,
): Promise<void> {
  await db.updateTable('invitations').set(change).where('id', '=', id).execute()
}

/** Answers false where somebody else was first, or it was withdrawn. */
export async function acceptInvitation(tx: Db, id: string, now: Date): Promise<boolean> {
  const row = await tx
    .updateTable('invitations')
    .set({ acceptedAt: now })
    .where('id', '=', id)
    .where('acceptedAt', 'is', null)
    .where('withdrawnAt', 'is', null)
    .where('expiresAt', '>', now)
    .returning('id')
    .executeTakeFirst()
  return row !== undefined
}
