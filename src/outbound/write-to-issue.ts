import { helpDeskOf, trackerOf } from '../connections/tracker-of.ts'
import type { Deps } from '../deps.ts'
import { aliasOf, markerOf } from '../domain/ticket.ts'
import { sameFile } from './same-file.ts'
import type { Connection } from '../store/connections.ts'
import type { Delivery } from '../store/deliveries.ts'
import { findTicket } from '../store/tickets.ts'
import { attachmentWithContent } from '../store/sync-files.ts'
import { settleWrite } from './settle-write.ts'

/** A comment, a file or a link back on its way to an issue that exists. */
export interface Write {
  delivery: Delivery
  connection: Connection
  issueId: string
}

/** Sends it, and stores that it is there. An earlier try of the same may have been carried out. */
export async function writeToIssue(deps: Deps, write: Write): Promise<void> {
  const { delivery } = write
  if (delivery.kind === 'comment') return writeComment(deps, write)
  if (delivery.kind === 'attachment') return writeFile(deps, write)
  const { backlink } = helpDeskOf(deps, write.connection)
  const id = `crosstie-${delivery.ticketId}`
  if (delivery.kind === 'remove-backlink') await backlink.remove(write.issueId, { id })
  else {
    const ticket = await findTicket(deps.store.db, delivery.workspaceId, { id: delivery.ticketId })
    const alias = aliasOf(ticket?.number ?? 0)
    const title = `${alias}: ${ticket?.title ?? ''}`
    await backlink.set(write.issueId, { id, title, url: `${deps.publicUrl}/tickets/${alias}` })
  }
  await settleWrite(deps, write)
}

async function writeComment(deps: Deps, write: Write): Promise<void> {
  const { delivery, connection, issueId } = write
  const { text = '', author = '', markdown = false } = delivery.comment ?? {}
  const again = delivery.attempts > 1
  const comment = { text, author, markdown, marker: markerOf(delivery.id), again }
  const { id, lost } = await trackerOf(deps, connection).comment(issueId, comment)
  await settleWrite(deps, write, { commentId: id, lost: lost ?? [] })
}

/** A file has no marker: one of the same name with the same content is the one. */
async function writeFile(deps: Deps, write: Write): Promise<void> {
  const { delivery, connection, issueId } = write
  const attachment = await attachmentWithContent(deps.store.db, delivery.attachmentId ?? '')
  if (!attachment || attachment.removedAt) return settleWrite(deps, write)
  const desk = helpDeskOf(deps, connection)
  const there = delivery.attempts > 1 ? await sameFile(desk, issueId, attachment) : undefined
  const { id } = there ?? (await desk.files.attach(issueId, attachment))
  await settleWrite(deps, write, { fileId: id })
}
