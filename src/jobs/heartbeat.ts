import type { Deps } from '../deps.ts'
import { beat } from '../store/processes.ts'
import type { Lease } from './lease.ts'
import { recover } from './every-minute.ts'

/** Often, so that work comes back at most this long after its lease has ended. */
const everyMs = 4_000

/** Says every few seconds that this process is alive, and looks for work that a dead one left. Answers how to stop. */
export function startHeartbeat(deps: Deps, lease: Lease): () => Promise<void> {
  let running: Promise<void> = Promise.resolve()
  const timer = setInterval(() => {
    running = beatOnce(deps, lease)
  }, everyMs)
  return async () => {
    clearInterval(timer)
    await running
  }
}

async function beatOnce(deps: Deps, lease: Lease): Promise<void> {
  try {
    const now = deps.ctx.now()
    await beat(deps.store.db, { id: deps.processId, keyId: deps.sealer.keyId() }, now)
    lease.renewed(now)
    await recover(deps)
  } catch (error) {
    deps.ctx.log.error({ err: error }, 'The heartbeat failed; it is tried again')
  }
}
