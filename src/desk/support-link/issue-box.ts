import { instancesOf } from '../../connections/instances.ts'
import type { Deps } from '../../deps.ts'
import type { Actor } from '../../domain/actor.ts'
import type { Explained } from '../../domain/explained.ts'
import { Refusal } from '../../domain/refusal.ts'
import { composeSupport } from '../../outbound/compose-support.ts'
import { supportParts, supportSetting } from '../../outbound/support-parts.ts'
import { deskTicket, instanceFor, isAllowed } from './desk-ticket.ts'

export interface IssueBox {
  allowed: boolean
  because: string | null
  instance: { id: string; name: string } | null
  instances: { id: string; name: string }[]
  place: Explained[]
}

/** What can be done about a ticket's issue at this moment, without asking the tracker (C37, C38, C65). */
export async function issueBox(deps: Deps, actor: Actor, ticketId: string): Promise<IssueBox> {
  const { db } = deps.store
  const found = await deskTicket(db, actor.workspaceId, ticketId)
  const all = await instancesOf(deps, db, actor.workspaceId)
  const instances = all.map(({ connection, name }) => ({ id: connection.id, name }))
  const allowed = all.some((instance) => isAllowed(instance, found))
  const box = { allowed, instances, instance: null, place: [] }
  try {
    const { instance } = await instanceFor(deps, found)
    const { connection, name } = instance
    const setting = await supportSetting(deps, db, connection)
    const parts = supportParts(setting, { ...found, delivery: { survey: null, given: null } })
    const composed = composeSupport(parts)
    const because = 'refused' in composed ? composed.refused.detail : null
    return { ...box, because, instance: { id: connection.id, name }, place: composed.explanation }
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return { ...box, because: error.message }
  }
}
