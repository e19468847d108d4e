import { readConfig } from '../config.ts'
import { startHub } from '../main.ts'
import { releaseMemory } from './release-memory.ts'

/** Runs the hub until it is told to stop. */
export async function run(): Promise<void> {
  const hub = await startHub(readConfig(process.env))
  hub.deps.ctx.log.info({ url: hub.deps.publicUrl, pid: process.pid }, 'Crosstie is ready')
  releaseMemory()
  let closing = false
  const stop = () => {
    if (closing) process.exit(1)
    closing = true
    void hub.close().then(() => process.exit(0))
  }
  process.on('SIGINT', stop)
  process.on('SIGTERM', stop)
}
