import type { Actor } from '../domain/actor.ts'
import { Refusal } from '../domain/refusal.ts'
import type { Party } from '../domain/service-ticket.ts'
import { findOperator } from '../store/operators.ts'
import type { Db } from '../store/open.ts'
import { findWorkspace } from '../store/workspaces.ts'

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
export async function spokesmanOf(db: Db, actor: Actor): Promise<Spokesman> {
  const { workspaceId, operatorId } = actor
  if (operatorId === undefined) {
    const workspace = await findWorkspace(db, workspaceId)
    const desk = workspace?.settings.deskName ?? workspace?.name ?? 'Desk'
    return { party: 'desk', author: desk, authorName: desk, lastUpdateAuthor: desk, actor: actor.name }
  }
  const operator = await findOperator(db, workspaceId, operatorId)
  if (!operator) throw new Refusal('forbidden', 'This token’s operator is not registered here any more.')
  return {
    party: 'operator',
    author: actor.name,
    authorName: operator.displayName,
    lastUpdateAuthor: operator.name,
    actor: actor.name,
  }
}
