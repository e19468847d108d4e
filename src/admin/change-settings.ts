import type { Deps } from '../deps.ts'
import type { Actor } from '../domain/actor.ts'
import { notFound } from '../domain/refusal.ts'
import { changeConnection, connectionOf, type Connection } from '../store/connections.ts'
import { addJob } from '../store/jobs.ts'
import { changeLink, unmappedLinks } from '../store/links.ts'
import type { ConnectionSettingsRow } from '../store/tables.ts'
import { transact } from '../store/open.ts'

/**
 * Changes a connection's own numbers and tables. New status additions (AX10) are applied to the issues whose
 * status was unmapped: they are read again.
 */
export async function changeSettings(
  deps: Deps,
  actor: Actor,
  of: { connectionId: string; settings: ConnectionSettingsRow },
): Promise<void> {
  const connection = await connectionOf(deps.store.db, actor.workspaceId, of.connectionId)
  if (!connection) throw notFound('connection')
  const settings = { ...connection.settings, ...of.settings }
  const now = deps.ctx.now()
  const minutes = of.settings.pollMinutes
  const nextPollAt = minutes ? { nextPollAt: new Date(now.getTime() + minutes * 60_000) } : {}
  await changeConnection(deps.store.db, connection.id, { settings, updatedAt: now, ...nextPollAt })
  if (of.settings.statusAdditions) await mapAnew(deps, connection)
  deps.live.publish(actor.workspaceId, { topic: 'connections', id: connection.id })
}

async function mapAnew(deps: Deps, connection: Connection): Promise<void> {
  await transact(deps.store.db, async (tx) => {
    for (const link of await unmappedLinks(tx, connection.id)) {
      // Without a version the next reading counts as a change.
      await changeLink(tx, link.id, { issueVersion: null })
      await addJob(tx, deps.jobs, { name: 'refresh', data: { linkId: link.id } })
    }
  })
  deps.jobs.wake('refresh')
}
