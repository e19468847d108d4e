import type { Attachment } from './attachments.ts'
import { contentOf } from './attachments.ts'
import type { Db } from './open.ts'

/** A file with its content; without one where it was removed. */
export async function attachmentWithContent(
  db: Db,
  id: string,
): Promise<(Attachment & { content: Uint8Array }) | undefined> {
  const row = await db.selectFrom('attachments').selectAll().where('id', '=', id).executeTakeFirst()
  const content = row && (await contentOf(db, row))
  return row && content && { ...row, content }
}

/** The file in the tracker that it has become. */
export async function setFileOf(
  tx: Db,
  id: string,
  file: { connectionId: string; fileId: string },
): Promise<void> {
  await tx.updateTable('attachments').set(file).where('id', '=', id).execute()
}

/** A ticket's files, those that were removed included: what was taken away here does not come back from the tracker. */
export const filesOfTicket = (db: Db, ticketId: string): Promise<Attachment[]> =>
  db.selectFrom('attachments').selectAll().where('ticketId', '=', ticketId).orderBy('id').execute()

/** Whether a file is on its way from the ticket to its issue. */
export async function isSendingFile(db: Db, ticketId: string): Promise<boolean> {
  const row = await db
    .selectFrom('deliveries')
    .select('id')
    .where('ticketId', '=', ticketId)
    .where('kind', '=', 'attachment')
    .where('state', 'in', ['queued', 'sending', 'waiting', 'checking'])
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

/** Files of the tracker that these tickets have, as “ticket file”. */
export async function knownFiles(db: Db, connectionId: string, ticketIds: string[]): Promise<Set<string>> {
  if (ticketIds.length === 0) return new Set()
  const rows = await db
    .selectFrom('attachments')
    .select(['ticketId', 'fileId'])
    .where('connectionId', '=', connectionId)
    .where('ticketId', 'in', ticketIds)
    .execute()
  return new Set(rows.map(({ ticketId, fileId }) => `${ticketId} ${fileId ?? ''}`))
}
