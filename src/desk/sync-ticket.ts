import type { Deps } from '../deps.ts'
import type { Actor } from '../domain/actor.ts'
import { addJob } from '../store/jobs.ts'
import { linkOfTicket } from '../store/links.ts'

/** A ticket is read again at most this often, however often its page is opened (AX15). */
const atMostEveryMs = 2_000

/** Asks for the ticket's issue to be read again now, or as soon as it may be; asking again meanwhile adds nothing. */
export async function syncTicket(deps: Deps, actor: Actor, ticketId: string): Promise<void> {
  const { db } = deps.store
  const link = await linkOfTicket(db, ticketId)
  if (!link || link.workspaceId !== actor.workspaceId) return
  const after = new Date((link.lastSyncedAt?.getTime() ?? 0) + atMostEveryMs)
  await addJob(db, deps.jobs, { name: 'refresh', data: { linkId: link.id }, key: link.id, after })
  deps.jobs.wake('refresh')
}
