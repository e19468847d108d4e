import type { Deps } from '../deps.ts'
import { nextStep } from '../domain/retry.ts'
import { pauseConnection, resumeConnection } from './pause.ts'
import { ProviderError } from '../providers/provider.ts'
import { changeConnection, type Connection } from '../store/connections.ts'
import { addLogEntry } from '../store/log.ts'
import { transact } from '../store/open.ts'

/** Reading works: whatever was wrong with the connection is over. */
export async function syncWorked(deps: Deps, connection: Connection): Promise<void> {
  if (connection.syncFault) await changeConnection(deps.store.db, connection.id, { syncFault: null })
  await resumeConnection(deps, connection)
  deps.live.publish(connection.workspaceId, { topic: 'connections', id: connection.id })
}

/**
 * Reading failed: says so on the connection and in its log, and changes nothing else (invariant 7).
 * @throws whatever is not a provider's error
 */
export async function syncFailed(deps: Deps, connection: Connection, error: unknown): Promise<void> {
  if (!(error instanceof ProviderError)) throw error
  const { fault } = error
  const now = deps.ctx.now()
  const step = nextStep(fault, { attempts: 1, write: false }, { now, random: deps.ctx.random() })
  await transact(deps.store.db, async (tx) => {
    await changeConnection(tx, connection.id, { syncFault: fault })
    if (step.step === 'pause') await pauseConnection(deps, tx, { connection, fault, until: step.until })
    await addLogEntry(tx, {
      id: deps.ctx.newId(),
      workspaceId: connection.workspaceId,
      at: now,
      connectionId: connection.id,
      level: 'warning',
      message: `Status sync with ${connection.name}: ${fault.detail}`,
      fault,
    })
  })
  deps.live.publish(connection.workspaceId, { topic: 'connections', id: connection.id })
}
