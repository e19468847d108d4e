import type { Deps } from '../deps.ts'
import { nextStep } from '../domain/retry.ts'
import { ProviderError } from '../providers/provider.ts'
import { changeConnection, findConnection } from '../store/connections.ts'
import { addLogEntry } from '../store/log.ts'
import { transact } from '../store/open.ts'
import { listRoutes } from '../store/routes.ts'
import { checkRoute } from './check-route.ts'
import { pauseConnection } from './pause.ts'
import { trackerOf } from './tracker-of.ts'

/** Looks at every route of a connection, and at the account itself, before a ticket fails because of them. */
export async function preflight(deps: Deps, connectionId: string): Promise<void> {
  const connection = await findConnection(deps.store.db, connectionId)
  if (connection?.state !== 'active') return
  try {
    const tracker = trackerOf(deps, connection)
    for (const route of await listRoutes(deps.store.db, connection.id)) {
      const { name, expiresAt } = await checkRoute(deps, connection, { route, tracker })
      const account = { name, expiresAt: expiresAt?.toISOString() ?? null }
      await changeConnection(deps.store.db, connection.id, { account })
    }
  } catch (error) {
    if (!(error instanceof ProviderError)) throw error
    const { fault } = error
    const at = deps.ctx.now()
    const step = nextStep(fault, { attempts: 1, write: false }, { now: at, random: deps.ctx.random() })
    await transact(deps.store.db, async (tx) => {
      if (step.step === 'pause') await pauseConnection(deps, tx, { connection, fault, until: step.until })
      const { workspaceId, name } = connection
      const message = `The routes of ${name} could not be checked: ${fault.detail}`
      const entry = { id: deps.ctx.newId(), workspaceId, at, connectionId, message, fault }
      await addLogEntry(tx, { ...entry, level: 'warning' })
    })
  }
}
