import type { Deps } from '../deps.ts'
import type { Actor } from '../domain/actor.ts'
import { addJob } from '../store/jobs.ts'
import { linkOfTicket } from '../store/links.ts'

/** A ticket is read again at most this often, however often its page is opened (AX15). */
const atMostEveryMs = 10_000

/** Asks for the ticket's issue to be read again now. */
export async function syncTicket(deps: Deps, actor: Actor, ticketId: string): Promise<void> {
  const { db } = deps.store
  const link = await linkOfTicket(db, ticketId)
  if (!link || link.workspaceId !== actor.workspaceId) return
  const fresh = deps.ctx.now().getTime() - atMostEveryMs
  if (link.lastSyncedAt && link.lastSyncedAt.getTime() > fresh) return
  await addJob(db, deps.jobs, { name: 'refresh', data: { linkId: link.id }, key: link.id })
  deps.jobs.wake('refresh')
}
