import { openQueue } from '../../src/jobs/queue.ts'
import { migrate } from '../../src/store/migrate.ts'
import { openStore, type StoreLocation } from '../../src/store/open.ts'

/** Brings a database into the shape that every hub brings its own into, once for all tests. */
export async function prepareTemplate(location: StoreLocation): Promise<void> {
  const store = await openStore(location)
  await migrate(store)
  const queue = await openQueue(store, quiet, { supervise: false })
  await queue.stop()
  await store.close()
}

const none = () => undefined
const quiet = {
  now: () => new Date(),
  newId: () => '',
  random: () => 0,
  sleep: async () => undefined,
  log: { debug: none, info: none, warn: none, error: none },
}
