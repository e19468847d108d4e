import { z } from 'zod'
import type { Deps } from '../../deps.ts'
import type { Actor } from '../../domain/actor.ts'
import { notFound } from '../../domain/refusal.ts'
import { numberOf } from '../../domain/ticket.ts'
import { supportTicketView, type SupportTicketView } from '../../store/support-views.ts'

/** The part of an address that names a ticket. */
export const Ref = z.object({ ref: z.string().max(60).meta({ description: 'Id or alias, e.g. CT-12' }) })

/** @throws {Refusal} when this workspace has no such help-desk ticket */
export async function supportTicketOf(deps: Deps, actor: Actor, ref: string): Promise<SupportTicketView> {
  const number = numberOf(ref)
  if (number === undefined && !z.uuid().safeParse(ref).success) throw notFound('ticket')
  const which = number === undefined ? { id: ref } : { number }
  const view = await supportTicketView(deps.store.db, actor.workspaceId, which)
  if (!view) throw notFound('ticket')
  return view
}
