import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import { rename } from 'node:fs/promises'
import { createGzip } from 'node:zlib'
import { readConfig } from '../config.ts'
import { writeBackup } from '../store/backup.ts'
import { migrate } from '../store/migrate.ts'
import { openStore } from '../store/open.ts'
import { neededKeys } from '../store/sealed-columns.ts'
import { BadCommand } from './bad-command.ts'
import { total } from './total.ts'

/**
 * Writes everything but sessions and jobs into one file, as it is at one moment: with PostgreSQL while the hub runs, with the
 * embedded database while it is stopped.
 */
export async function run(): Promise<void> {
  const file = process.argv[3]
  if (!file)
    throw new BadCommand(
      'crosstie backup <file>: say which file to write, e.g. crosstie-2026-01-31.jsonl.gz.',
    )
  const { config, secrets } = readConfig(process.env)
  const store = await openStore(
    secrets.databaseUrl ? { url: secrets.databaseUrl } : { folder: config.dataDir },
  )
  try {
    await migrate(store)
    // Under another name until it is whole, so that half a backup is never taken for one.
    const unfinished = `${file}.part`
    const gzip = createGzip()
    const written = gzip.pipe(createWriteStream(unfinished, { mode: 0o600 }))
    const done = once(written, 'finish')
    const counts = await writeBackup(store, new Date(), async (line) => {
      if (!gzip.write(`${JSON.stringify(line)}\n`)) await once(gzip, 'drain')
    })
    gzip.end()
    await done
    await rename(unfinished, file)
    console.log(`Wrote ${total(counts)} to ${file}.`)
    const keys = await neededKeys(store.db)
    console.log(
      keys.length === 0
        ? 'It holds no stored credentials yet.'
        : `Keep the secret key (CROSSTIE_SECRET_KEY, or secret.key in the data folder) elsewhere: without it stored credentials cannot be read. This backup needs the key ${keys.join(', ')}, also after another one has taken its place.`,
    )
  } finally {
    await store.close()
  }
}
