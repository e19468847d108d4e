import { instanceProject, instancesOf, type Instance } from '../../connections/instances.ts'
import type { Deps } from '../../deps.ts'
import { notFound, Refusal } from '../../domain/refusal.ts'
import { projectFor } from '../../domain/tracker-project.ts'
import { creationOf, type Delivery } from '../../store/deliveries.ts'
import { linkOfTicket, type Link } from '../../store/links.ts'
import type { Db } from '../../store/open.ts'
import { supportFacts, type SupportFacts } from '../../store/support-facts.ts'
import { findTicket, type LockedTicket } from '../../store/tickets.ts'

/** A help-desk ticket as far as its issue is concerned. */
export interface DeskTicket {
  ticket: LockedTicket
  facts: SupportFacts
  link: Link | undefined
  /** The newest creation of an issue for it. */
  creation: Delivery | undefined
}

/** @throws {Refusal} `not-found` where there is no such help-desk ticket in the workspace */
export async function deskTicket(db: Db, workspaceId: string, ticketId: string): Promise<DeskTicket> {
  const ticket = await findTicket(db, workspaceId, { id: ticketId })
  const facts = ticket && (await supportFacts(db, [ticket.id])).get(ticket.id)
  if (!ticket || !facts) throw notFound('ticket')
  return { ticket, facts, link: await linkOfTicket(db, ticket.id), creation: await creationOf(db, ticket.id) }
}

/** Whether tickets of this type may sync with an instance (C37, C38). */
export const isAllowed = ({ settings }: Instance, { facts }: Pick<DeskTicket, 'facts'>): boolean =>
  settings.typeIds === null || settings.typeIds.includes(facts.type.id)

/** What is said where a ticket's type may not sync (C38, CX21). */
export const notAllowed = ({ name }: Instance, { facts }: Pick<DeskTicket, 'facts'>): string =>
  `Tickets of the type “${facts.type.name}” are not synced with ${name}: an administrator chooses the types in its settings.`

/**
 * The instance that a ticket belongs to: its product's, or the only one (C23, CX7).
 * @param wanted an instance that a person has chosen
 * @throws {Refusal} where it is not clear, is switched off, or does not take tickets of this type
 */
export async function instanceFor(
  deps: Deps,
  found: DeskTicket,
  wanted?: string,
): Promise<{ instance: Instance; instances: Instance[] }> {
  const instances = await instancesOf(deps, deps.store.db, found.ticket.workspaceId)
  const { product, version } = found.facts
  const named = wanted ?? (version?.instanceId ? version : product)?.instanceId
  const instance = named
    ? instances.find(({ connection }) => connection.id === named)
    : instances.length === 1
      ? instances[0]
      : undefined
  if (!instance) {
    const decided = projectFor({ instances: instances.map(instanceProject), product, version })
    const because =
      'because' in decided ? decided.because : 'There is no such Jira instance, or it is not in use.'
    throw new Refusal('conflict', because)
  }
  if (!isAllowed(instance, found)) throw new Refusal('conflict', notAllowed(instance, found))
  return { instance, instances }
}
