import type { Deps } from '../deps.ts'
import type { Actor } from '../domain/actor.ts'
import { Refusal } from '../domain/refusal.ts'
import type { Provider } from '../providers/provider.ts'
import { activeConnections } from '../store/connections.ts'
import type { Db } from '../store/open.ts'
import { lockWorkspace } from '../store/workspaces.ts'
import { takeOut, type OldTickets } from './disconnect.ts'

/**
 * One provider is active in a workspace, with one connection that findings' tickets go to; further ones are instances of the same
 * provider (C22). Under the workspace's lock, because no index can say that.
 *
 * @param of.oldTickets takes out what is in the way; absent: it is refused
 */
export async function makeRoom(
  deps: Deps,
  tx: Db,
  of: {
    actor: Actor
    provider: Provider
    id: string
    isPrimary: boolean
    oldTickets: OldTickets | undefined
  },
): Promise<void> {
  const { actor, provider, id, isPrimary, oldTickets } = of
  await lockWorkspace(tx, actor.workspaceId)
  const others = (await activeConnections(tx, actor.workspaceId)).filter((one) => one.id !== id)
  if (!isPrimary && !others.some((one) => one.isPrimary && one.provider === provider.kind)) {
    const { title } = provider.about
    throw new Refusal(
      'conflict',
      `A further instance needs an active connection to ${title}: connect that one first.`,
    )
  }
  const leaving = others.filter((one) => (isPrimary && one.isPrimary) || one.provider !== provider.kind)
  if (leaving.length > 0 && !oldTickets) throw anotherActive()
  for (const connection of leaving) {
    if (oldTickets) await takeOut(deps, tx, { actor, connection, oldTickets })
  }
}

export const anotherActive = () =>
  new Refusal('conflict', 'Another ticket provider is active in this workspace: disconnect it first.')
