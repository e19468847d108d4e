import { readConfig, type Config, type Secrets } from '../config.ts'
import { openKeyRing, type OpenRing } from '../key-ring.ts'
import { migrate } from '../store/migrate.ts'
import { openStore, type OpenStore } from '../store/open.ts'
import { sealedCounts } from '../store/sealed-columns.ts'
import { BadCommand } from './bad-command.ts'
import { rotateKeyFile, wrapWithSettings } from './rotate-keys.ts'

const usage = [
  'crosstie keys list     shows the keys, and how many secrets each wraps',
  'crosstie keys rotate   wraps every secret with a new key; hubs on PostgreSQL go on working meanwhile',
].join('\n')

export async function run(): Promise<void> {
  const what = process.argv[3]
  if (what === 'list') return withStore(list)
  if (what === 'rotate') return withStore(rotate)
  throw new BadCommand(usage)
}

interface Opened {
  store: OpenStore
  config: Config
  secrets: Secrets
}

async function withStore(work: (opened: Opened) => Promise<void>): Promise<void> {
  const { config, secrets } = readConfig(process.env)
  const store = await openStore(
    secrets.databaseUrl ? { url: secrets.databaseUrl } : { folder: config.dataDir },
  )
  try {
    await migrate(store)
    await work({ store, config, secrets })
  } finally {
    await store.close()
  }
}

async function rotate({ store, config, secrets }: Opened): Promise<void> {
  const { file } = await openKeyRing(config, secrets)
  if (file === undefined) await wrapWithSettings(store, await openKeyRing(config, secrets))
  else await rotateKeyFile(store, file)
}

async function list({ store, config, secrets }: Opened): Promise<void> {
  const ring = await openKeyRing(config, secrets)
  const counts = await sealedCounts(store.db)
  const ids = new Set([...ring.ids(), ...counts.map(({ keyId }) => keyId)])
  for (const id of ids) {
    const its = counts.filter(({ keyId }) => keyId === id)
    const total = its.reduce((sum, { count }) => sum + count, 0)
    console.log(
      `${id || 'no key'.padEnd(12)}  ${roleOf(ring, id)}  ${total} ${total === 1 ? 'secret' : 'secrets'}`,
    )
    for (const { title, count } of its) console.log(`${' '.repeat(14)}${count} ${title}`)
  }
}

function roleOf(ring: OpenRing, id: string): string {
  if (id === '') return 'of a form that is not known here: enter these credentials again'
  if (id === ring.current().id) return 'current'
  return ring.find(id) ? 'old' : 'MISSING: the hub does not start without it'
}
