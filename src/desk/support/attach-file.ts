import { createHash } from 'node:crypto'
import type { Deps } from '../../deps.ts'
import type { Actor } from '../../domain/actor.ts'
import { Refusal } from '../../domain/refusal.ts'
import { longestFileName } from '../../domain/support-ticket.ts'
import { actionView } from '../../store/actions.ts'
import { insertAttachment, type Attachment } from '../../store/attachments.ts'
import { transact, type Db } from '../../store/open.ts'
import { touchTicket } from '../../store/support-tickets.ts'
import { addEvent } from '../../store/tickets.ts'
import { queueFile } from '../support-link/push-action.ts'
import { checkVisibility } from './action-input.ts'
import { lockSupportTicket } from './lock-support-ticket.ts'
import type { Wrong } from './support-change.ts'

export interface FileInput {
  name: string
  mediaType: string
  content: Uint8Array
  visibility?: string | undefined
  /** The action that it belongs to. */
  actionId?: string | undefined
}

/**
 * Puts a file on a help-desk ticket; internal unless said otherwise.
 * @throws {Refusal} naming each field that is wrong
 */
export async function attachFile(
  deps: Deps,
  actor: Actor,
  of: { ticketId: string; file: FileInput },
): Promise<Attachment> {
  const { workspaceId } = actor
  const { file } = of
  const sha256 = createHash('sha256').update(file.content).digest('hex')
  const stored = await transact(deps.store.db, async (tx) => {
    const ticket = await lockSupportTicket(tx, workspaceId, of.ticketId)
    const { name, visibility } = await check(tx, ticket.id, file)
    const at = deps.ctx.now()
    const ids = { id: deps.ctx.newId(), workspaceId, ticketId: ticket.id }
    const attachment: Attachment = {
      ...ids,
      actionId: file.actionId ?? null,
      name,
      mediaType: mediaTypeOf(file.mediaType),
      size: file.content.length,
      sha256,
      visibility,
      author: actor.name,
      connectionId: null,
      fileId: null,
      at,
      removedAt: null,
    }
    await insertAttachment(tx, attachment, file.content)
    const text = `${actor.name} attached “${name}” (${visibility}).`
    await addEvent(tx, { ...ids, id: deps.ctx.newId(), at, kind: 'attachment', actor: actor.name, text })
    await touchTicket(tx, ticket, at)
    await queueFile(deps, tx, { ticketId: ticket.id, attachment })
    return attachment
  })
  deps.jobs.wake('deliver')
  deps.live.publish(workspaceId, { topic: 'tickets', id: of.ticketId })
  return stored
}

async function check(tx: Db, ticketId: string, { name: given, visibility, actionId }: FileInput) {
  const errors: Wrong[] = []
  // What a browser sends may be a path.
  const name = given.split(/[\\/]/u).at(-1)?.trim() ?? ''
  if (name === '' || name.length > longestFileName || !isPlain(name)) {
    const message = `a file with a name of 1 to ${longestFileName} characters`
    errors.push({ field: 'file', message })
  }
  if (actionId !== undefined && !(await actionView(tx, ticketId, actionId))) {
    errors.push({ field: 'actionId', message: 'the id of an action of this ticket' })
  }
  const known = checkVisibility(visibility, errors)
  if (errors.length > 0) throw new Refusal('invalid', 'The file was not stored.', { errors })
  return { name, visibility: known ?? 'internal' }
}

const isPlain = (name: string) => name.isWellFormed() && !/\p{Cc}/u.test(name)

const mediaTypeOf = (said: string) =>
  /^[\w.+-]{1,100}\/[\w.+-]{1,100}$/u.test(said) ? said.toLowerCase() : 'application/octet-stream'
