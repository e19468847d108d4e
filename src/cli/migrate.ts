import { readConfig } from '../config.ts'
import { migrate } from '../store/migrate.ts'
import { openStore } from '../store/open.ts'

/** Brings the database to the newest shape. */
export async function run(): Promise<void> {
  const { config, secrets } = readConfig(process.env)
  const store = await openStore(
    secrets.databaseUrl ? { url: secrets.databaseUrl } : { folder: config.dataDir },
  )
  const applied = await migrate(store)
  await store.close()
  console.log(applied.length > 0 ? `Applied: ${applied.join(', ')}` : 'The database is up to date.')
}
