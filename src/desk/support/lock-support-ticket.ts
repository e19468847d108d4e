import { notFound } from '../../domain/refusal.ts'
import type { Db } from '../../store/open.ts'
import { lockTicket } from '../../store/tickets.ts'

export type LockedTicket = NonNullable<Awaited<ReturnType<typeof lockTicket>>>

/** @throws {Refusal} when the workspace has no such help-desk ticket */
export async function lockSupportTicket(tx: Db, workspaceId: string, id: string): Promise<LockedTicket> {
  const ticket = await lockTicket(tx, workspaceId, id)
  if (!ticket || ticket.type !== 'support' || ticket.removed) throw notFound('ticket')
  return ticket
}
