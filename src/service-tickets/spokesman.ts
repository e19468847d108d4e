import type { Actor } from '../domain/actor.ts'
import { Refusal } from '../domain/refusal.ts'
import type { Party } from '../domain/service-ticket.ts'
import type { ServiceEventFacts } from '../store/service-event-facts.ts'

/** Who says something on a service ticket, by all the names that partners read (DX19). */
export interface Spokesman {
  party: Party
  /** The login; of the desk, its name: which of its people it was is the desk’s own affair. */
  author: string
  authorName: string
  lastUpdateAuthor: string
  /** Who it really is. */
  actor: string
}

/** @throws {Refusal} when the operator is not registered any more */
export function spokesmanOf(facts: ServiceEventFacts, { name: actor, operatorId }: Actor): Spokesman {
  const { deskName, operatorName, operatorDisplayName } = facts
  if (operatorId === undefined) {
    return { party: 'desk', author: deskName, authorName: deskName, lastUpdateAuthor: deskName, actor }
  }
  if (facts.operatorRemoved) {
    throw new Refusal('forbidden', 'This token’s operator is not registered here any more.')
  }
  return {
    party: 'operator',
    author: actor,
    authorName: operatorDisplayName,
    lastUpdateAuthor: operatorName,
    actor,
  }
}
