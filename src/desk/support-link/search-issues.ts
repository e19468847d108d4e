import { helpDeskOf } from '../../connections/tracker-of.ts'
import type { Deps } from '../../deps.ts'
import type { Actor } from '../../domain/actor.ts'
import { remedyOf } from '../../domain/fault.ts'
import { Refusal } from '../../domain/refusal.ts'
import { ProviderError, type Issue } from '../../providers/provider.ts'
import { deskTicket, instanceFor } from './desk-ticket.ts'

const most = 20

/** Issues that a ticket could be linked to, by key or words, read live (C2). @throws {Refusal} where the tracker cannot be asked */
export async function searchIssues(
  deps: Deps,
  actor: Actor,
  of: { ticketId: string; text: string; instanceId?: string | undefined },
): Promise<Issue[]> {
  const found = await deskTicket(deps.store.db, actor.workspaceId, of.ticketId)
  const { instance } = await instanceFor(deps, found, of.instanceId)
  try {
    return await helpDeskOf(deps, instance.connection).search(of.text, most)
  } catch (error) {
    if (!(error instanceof ProviderError)) throw error
    const { fault } = error
    throw new Refusal('unreachable', `${instance.name} could not be searched. ${remedyOf(fault)}`, { fault })
  }
}
