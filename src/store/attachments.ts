import { sql, type Selectable } from 'kysely'
import type { AttachmentsTable } from './help-desk-tables.ts'
import type { Db } from './open.ts'
import { cappedCount, pageFrom, positionOf, type CappedCount, type PageOf } from './page.ts'

/** A file on a help-desk ticket; its content stands apart. */
export type Attachment = Selectable<AttachmentsTable>

/**
 * Stores a file. A content is kept once a workspace; its row is locked until the transaction ends, so that nobody removes it
 * meanwhile because no other file has it.
 */
export async function insertAttachment(tx: Db, row: Attachment, content: Uint8Array): Promise<void> {
  const { workspaceId, sha256 } = row
  // As text both ways: the embedded database is slow with bytes.
  const text = Buffer.from(content).toString('base64')
  await tx
    .insertInto('attachmentContents')
    .values({ workspaceId, sha256, content: sql<Buffer>`decode(${text}, 'base64')` })
    .onConflict((conflict) => conflict.columns(['workspaceId', 'sha256']).doUpdateSet({ sha256 }))
    .execute()
  await tx.insertInto('attachments').values(row).execute()
}

/** One that was not removed. */
export function attachmentOf(db: Db, ticketId: string, id: string): Promise<Attachment | undefined> {
  return db
    .selectFrom('attachments')
    .selectAll()
    .where('ticketId', '=', ticketId)
    .where('id', '=', id)
    .where('removedAt', 'is', null)
    .executeTakeFirst()
}

export async function contentOf(
  db: Db,
  { workspaceId, sha256 }: Pick<Attachment, 'workspaceId' | 'sha256'>,
): Promise<Buffer | undefined> {
  const row = await db
    .selectFrom('attachmentContents')
    .select(sql<string>`encode(content, 'base64')`.as('text'))
    .where('workspaceId', '=', workspaceId)
    .where('sha256', '=', sha256)
    .executeTakeFirst()
  return row && Buffer.from(row.text, 'base64')
}

/** Takes a file away, and its content unless another file has the same. */
export async function removeAttachment(tx: Db, row: Attachment, at: Date): Promise<void> {
  const { workspaceId, sha256 } = row
  await tx.updateTable('attachments').set({ removedAt: at }).where('id', '=', row.id).execute()
  // First the lock, then the look: whoever stores the same content holds it until the row of the file is there.
  await sql`select from attachment_contents where workspace_id = ${workspaceId}::uuid and sha256 = ${sha256}
    for update`.execute(tx)
  await sql`delete from attachment_contents c where workspace_id = ${workspaceId}::uuid and sha256 = ${sha256}
    and not exists (select from attachments a where a.workspace_id = c.workspace_id and a.sha256 = c.sha256
      and a.removed_at is null)`.execute(tx)
}

/** A ticket's files, the oldest first. */
export async function listAttachments(
  db: Db,
  ticketId: string,
  page: { limit: number; after?: string | undefined },
): Promise<PageOf<Attachment> & { total: CappedCount }> {
  const at = positionOf(page.after)
  const there = db.selectFrom('attachments').where('ticketId', '=', ticketId).where('removedAt', 'is', null)
  const rows = await there
    .$if(at !== undefined, (query) => query.where('id', '>', String(at?.[0])))
    .selectAll()
    .orderBy('id')
    .limit(page.limit + 1)
    .execute()
  const { count } = await there.select((eb) => eb.fn.countAll<number>().as('count')).executeTakeFirstOrThrow()
  return { ...pageFrom(rows, page.limit, (row) => [row.id]), total: cappedCount(count) }
}
