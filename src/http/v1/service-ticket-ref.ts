import { z } from 'zod'
import type { Deps } from '../../deps.ts'
import type { Actor } from '../../domain/actor.ts'
import { isAlias } from '../../domain/alias.ts'
import { notFound } from '../../domain/refusal.ts'
import { numberOf } from '../../domain/ticket.ts'
import { serviceSheet, type ServiceSheet } from '../../store/service-sheet.ts'
import type { ServiceTicketRef } from '../../store/service-views.ts'
import { ticketView } from '../../store/ticket-views.ts'
import type { ServiceTicket } from '../contract/service-ticket.ts'
import { serviceTicketAnswer } from './service-ticket-views.ts'

/** The part of an address that names a partner’s ticket. */
export const Ref = z.object({
  ref: z.string().max(60).meta({ description: 'Id, number or alias: T190517_08006, or CT-12' }),
})

function refOf(text: string): ServiceTicketRef | undefined {
  const number = numberOf(text)
  if (number !== undefined) return { number }
  const alias = text.trim().toUpperCase()
  if (isAlias('T', alias)) return { alias }
  return z.uuid().safeParse(text).success ? { ticketId: text } : undefined
}

/** @throws {Refusal} when this workspace has no such ticket */
export async function serviceTicketOf(deps: Deps, actor: Actor, text: string): Promise<ServiceSheet> {
  const ref = refOf(text)
  const sheet = ref && (await serviceSheet(deps.store.db, actor.workspaceId, ref))
  if (!sheet) throw notFound('ticket')
  return sheet
}

/** A ticket with its issue, as the API answers it. */
export async function answerOf(deps: Deps, actor: Actor, sheet: ServiceSheet): Promise<ServiceTicket> {
  const issue = await ticketView(deps.store.db, actor.workspaceId, { id: sheet.ticketId })
  return serviceTicketAnswer(sheet, issue)
}
