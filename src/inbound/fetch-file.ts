import { createHash } from 'node:crypto'
import { helpDeskOf, servesHelpDesk } from '../connections/tracker-of.ts'
import type { Deps } from '../deps.ts'
import { remedyOf, type Fault } from '../domain/fault.ts'
import type { FetchedFile } from '../domain/jobs.ts'
import { ProviderError } from '../providers/provider.ts'
import { mostFileBytes } from '../domain/support-ticket.ts'
import { insertAttachment } from '../store/attachments.ts'
import { findConnection, type Connection } from '../store/connections.ts'
import { addJob } from '../store/jobs.ts'
import { findLink, type Link } from '../store/links.ts'
import { transact } from '../store/open.ts'
import { filesOfTicket, isSendingFile, knownFiles, setFileOf } from '../store/sync-files.ts'
import { addEvent } from '../store/tickets.ts'

const mostTries = 8
const againMs = 5 * 60_000

interface Wanted {
  linkId: string
  file: FetchedFile
  tries?: number
}

/**
 * Brings a file of an issue to one of its tickets, once: one with the same content is the same file, also where it was
 * removed here or is on its way from here.
 */
export async function fetchFile(deps: Deps, wanted: Wanted): Promise<void> {
  const { db } = deps.store
  const link = await findLink(db, wanted.linkId)
  const connection = link && (await findConnection(db, link.connectionId))
  if (!connection || connection.state === 'disconnected' || !servesHelpDesk(deps, connection)) return
  const known = await knownFiles(db, connection.id, [link.ticketId])
  if (known.has(`${link.ticketId} ${wanted.file.id}`)) return
  // What is being sent may be this very file: its id is known when that is over.
  if (await isSendingFile(db, link.ticketId)) return again(deps, wanted)
  try {
    const content = await helpDeskOf(deps, connection).files.fetch(wanted.file.id, mostFileBytes)
    await keep(deps, { link, connection, file: wanted.file, content })
  } catch (error) {
    if (!(error instanceof ProviderError)) throw error
    await failed(deps, wanted, { link, fault: error.fault })
  }
}

async function keep(
  deps: Deps,
  of: { link: Link; connection: Connection; file: FetchedFile; content: Uint8Array },
): Promise<void> {
  const { link, connection, file, content } = of
  const { workspaceId, ticketId } = link
  const sha256 = createHash('sha256').update(content).digest('hex')
  await transact(deps.store.db, async (tx) => {
    const same = (await filesOfTicket(tx, ticketId)).find((one) => one.sha256 === sha256)
    const there = { connectionId: connection.id, fileId: file.id }
    if (same) return same.fileId === null ? setFileOf(tx, same.id, there) : undefined
    const row = {
      ...there,
      id: deps.ctx.newId(),
      workspaceId,
      ticketId,
      actionId: null,
      name: file.name,
      mediaType: file.mediaType,
      size: content.byteLength,
      sha256,
      visibility: 'internal' as const,
      author: file.author,
      at: new Date(file.createdAt),
      removedAt: null,
    }
    await insertAttachment(tx, row, content)
    const event = {
      id: deps.ctx.newId(),
      workspaceId,
      ticketId,
      at: deps.ctx.now(),
      kind: 'attachment',
      actor: 'tracker',
    }
    await addEvent(tx, { ...event, text: `“${file.name}” came over from ${link.issueKey}.` })
  })
  deps.live.publish(workspaceId, { topic: 'tickets', id: ticketId })
}

async function failed(deps: Deps, wanted: Wanted, of: { link: Link; fault: Fault }): Promise<void> {
  const { link, fault } = of
  const isOver = fault.kind === 'invalid' || fault.kind === 'not-found' || (wanted.tries ?? 0) >= mostTries
  if (!isOver) return again(deps, wanted)
  const { workspaceId, ticketId } = link
  const event = {
    id: deps.ctx.newId(),
    workspaceId,
    ticketId,
    at: deps.ctx.now(),
    kind: 'error',
    actor: 'hub',
    fault,
  }
  const text = `“${wanted.file.name}” of ${link.issueKey} did not come over: ${fault.detail} ${remedyOf(fault)}`
  await addEvent(deps.store.db, { ...event, text })
}

async function again(deps: Deps, wanted: Wanted): Promise<void> {
  const tries = (wanted.tries ?? 0) + 1
  if (tries > mostTries) return
  const after = new Date(deps.ctx.now().getTime() + againMs)
  await addJob(deps.store.db, deps.jobs, { name: 'fetch-file', data: { ...wanted, tries }, after })
}
