import { record } from '../audit/record.ts'
import { type Deps, within } from '../deps.ts'
import type { Actor } from '../domain/actor.ts'
import { notFound } from '../domain/refusal.ts'
import { mapStatus } from '../domain/status.ts'
import { changeConnection, connectionOf, lockConnection, type Connection } from '../store/connections.ts'
import { addJob } from '../store/jobs.ts'
import { changeLink, linksWithStatus, rawStatuses } from '../store/links.ts'
import type { ConnectionSettingsRow } from '../store/connection-tables.ts'
import { transact } from '../store/open.ts'

/**
 * Changes a connection's own numbers and tables. Changed status additions (AX10) are applied to the issues whose
 * status means something else by them: these are read again.
 */
export async function changeSettings(
  deps: Deps,
  actor: Actor,
  of: { connectionId: string; settings: ConnectionSettingsRow },
): Promise<void> {
  const connection = await connectionOf(deps.store.db, actor.workspaceId, of.connectionId)
  if (!connection) throw notFound('connection')
  const now = deps.ctx.now()
  const minutes = of.settings.pollMinutes
  const nextPollAt = minutes ? { nextPollAt: new Date(now.getTime() + minutes * 60_000) } : {}
  await transact(deps.store.db, async (tx) => {
    // As they are under the lock: what somebody else has saved meanwhile stays.
    const known = (await lockConnection(tx, connection.id)) ?? connection
    const settings = { ...known.settings, ...of.settings }
    await changeConnection(tx, connection.id, { settings, updatedAt: now, ...nextPollAt })
    await record(within(deps, tx), actor, {
      action: 'connection.settings-changed',
      target: connection,
      before: { ...known.settings },
      after: { ...settings },
    })
  })
  if (of.settings.statusAdditions) await mapAnew(deps, connection, of.settings.statusAdditions)
  deps.live.publish(actor.workspaceId, { topic: 'connections', id: connection.id })
}

type Additions = ConnectionSettingsRow['statusAdditions']

async function mapAnew(deps: Deps, connection: Connection, additions: Additions): Promise<void> {
  const provider = deps.trackers.provider(connection.provider).statuses
  const meaning = (name: string, of: Additions) => {
    const { value, mapped } = mapStatus({ name }, { provider, ...(of ? { additions: of } : {}) }, 'New')
    return mapped ? value : undefined
  }
  const known = await rawStatuses(deps.store.db, connection.id)
  const changed = known.filter(
    (name) => meaning(name, additions) !== meaning(name, connection.settings.statusAdditions),
  )
  await transact(deps.store.db, async (tx) => {
    for (const link of await linksWithStatus(tx, connection.id, changed)) {
      // Without a version the next reading counts as a change.
      await changeLink(tx, link.id, { issueVersion: null })
      await addJob(tx, deps.jobs, { name: 'refresh', data: { linkId: link.id }, key: link.id })
    }
  })
  deps.jobs.wake('refresh')
}
