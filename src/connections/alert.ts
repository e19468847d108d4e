import type { Deps } from '../deps.ts'
import { remedies } from '../domain/fault.ts'
import { connectionCounts } from '../store/connection-counts.ts'
import { findConnection } from '../store/connections.ts'
import { administratorAddresses } from '../store/members.ts'

/** Mails administrators that a connection waits for them; nothing is sent when it works again by then. */
export async function alertAdministrators(deps: Deps, connectionId: string): Promise<void> {
  const { mail, store } = deps
  const connection = await findConnection(store.db, connectionId)
  if (!mail || !connection?.pauseFault || connection.pausedUntil) return
  const to = await administratorAddresses(store, connection.workspaceId)
  if (to.length === 0) return
  const { waiting } = await connectionCounts(store.db, connectionId)
  const text = [
    `${connection.name} does not accept the hub any more, so everything for it waits (${waiting} at the moment).`,
    `What it said: ${connection.pauseFault.detail}`,
    remedies[connection.pauseFault.kind],
    `Put it right here: ${deps.publicUrl}/workspace/adminsettings/ticket-providers`,
    'Nothing is lost. What waits goes on by itself as soon as the connection works again.',
  ].join('\n\n')
  await mail({ to, subject: `Crosstie: ${connection.name} needs an administrator`, text })
}
