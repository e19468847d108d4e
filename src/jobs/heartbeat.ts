import type { Deps } from '../deps.ts'
import { beat } from '../store/processes.ts'
import { recover } from './every-minute.ts'

/** Often, so that work comes back at most this long after its lease has ended. */
const everyMs = 4_000

/** Says every few seconds that this process is alive, and looks for work that a dead one left. Answers how to stop. */
export function startHeartbeat(deps: Deps): () => Promise<void> {
  let running: Promise<void> = Promise.resolve()
  const timer = setInterval(() => {
    running = beatOnce(deps)
  }, everyMs)
  return async () => {
    clearInterval(timer)
    await running
  }
}

async function beatOnce(deps: Deps): Promise<void> {
  try {
    await beat(deps.store.db, deps.processId, deps.ctx.now())
    await recover(deps)
  } catch (error) {
    deps.ctx.log.error({ err: error }, 'The heartbeat failed; it is tried again')
  }
}
