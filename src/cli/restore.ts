import { createReadStream } from 'node:fs'
import { createInterface } from 'node:readline'
import { createGunzip } from 'node:zlib'
import { z } from 'zod'
import { readConfig } from '../config.ts'
import type { Log } from '../domain/context.ts'
import { createAuth } from '../http/auth/auth.ts'
import { missingKeys, openKeyRing } from '../key-ring.ts'
import { distrustUnsent } from '../store/after-restore.ts'
import { isEmpty, readBackup, type BackupHeader, type BackupLine } from '../store/backup.ts'
import { migrate } from '../store/migrate.ts'
import { openStore, type OpenStore } from '../store/open.ts'
import { BadCommand } from './bad-command.ts'
import { total } from './total.ts'

const Header = z.object({ format: z.literal(1), at: z.iso.datetime(), migrations: z.array(z.string()) })
const Line = z.tuple([z.string(), z.record(z.string(), z.unknown())])

/** Puts a backup into an empty database. Everything or nothing; nothing is sent before an administrator has resumed. */
export async function run(): Promise<void> {
  const file = process.argv[3]
  if (!file) throw new BadCommand('crosstie restore <file>: say which backup to read.')
  const { config, secrets } = readConfig(process.env)
  const store = await openStore(
    secrets.databaseUrl ? { url: secrets.databaseUrl } : { folder: config.dataDir },
  )
  try {
    const { at, counts } = await restore(store, file)
    console.log(`Restored ${total(counts)}, as they were at ${at}.`)
    console.log(
      'Every connection is paused. Look into the trackers for what was created since, then resume each under Ticket Providers.',
    )
    const missing = await missingKeys(store.db, await openKeyRing(config, secrets))
    if (missing.length > 0) {
      console.log('The backup was made under another key, without which the hub does not start:')
      for (const line of missing) console.log(line)
    }
  } finally {
    await store.close()
  }
}

async function restore(store: OpenStore, file: string) {
  const gunzip = createGunzip()
  createReadStream(file)
    .on('error', (error) => gunzip.destroy(error))
    .pipe(gunzip)
  const lines = createInterface({ input: gunzip, crlfDelay: Infinity })
  const each = lines[Symbol.asyncIterator]()
  const header = await headerOf(file, each)
  // In the shape in which it was written; what is newer comes to the rows afterwards.
  await migrate(store, header.migrations)
  if (!(await isEmpty(store.db))) {
    throw new BadCommand(
      'The database is not empty, and nothing was changed. Restore into a new database or another CROSSTIE_DATA_DIR.',
    )
  }
  await createAuth(store, {
    secret: 'only its tables are made here',
    publicUrl: 'http://localhost',
    log: silent,
    now: () => new Date(),
  }).migrate()
  const counts = await store.plain.transaction().execute(async (tx) => {
    const restored = await readBackup(tx, rowsOf(file, each))
    // In the same transaction: at no moment is there a restored database that would send.
    await distrustUnsent(tx, { backupAt: header.at, now: new Date() })
    return restored
  })
  await migrate(store)
  return { at: header.at, counts }
}

const silent: Log = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
}

const notABackup = (file: string) =>
  new BadCommand(`${file} is not a whole backup of Crosstie, and nothing was changed.`)

async function headerOf(file: string, lines: AsyncIterator<string>): Promise<BackupHeader> {
  const { value } = await nextLine(file, lines)
  const header = Header.safeParse(parsed(value))
  if (!header.success) throw notABackup(file)
  return header.data
}

async function* rowsOf(file: string, lines: AsyncIterator<string>): AsyncGenerator<BackupLine> {
  for (;;) {
    const { done, value } = await nextLine(file, lines)
    if (done) return
    const line = Line.safeParse(parsed(value))
    if (!line.success) throw notABackup(file)
    yield line.data
  }
}

/** A file that ends in the middle, or is no gzip at all, fails while it is read. */
async function nextLine(file: string, lines: AsyncIterator<string>): Promise<IteratorResult<string>> {
  try {
    return await lines.next()
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') {
      throw new BadCommand(`There is no file ${file}.`)
    }
    throw notABackup(file)
  }
}

function parsed(text: unknown): unknown {
  try {
    return typeof text === 'string' ? JSON.parse(text) : undefined
  } catch {
    return undefined
  }
}
