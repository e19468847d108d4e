import { createReadStream } from 'node:fs'
import { createInterface } from 'node:readline'
import { chainAudit, createAuditSeal, sha256, verifyAudit } from '../audit/chain.ts'
import { readConfig } from '../config.ts'
import { createChainCheck, type AuditLine, type Break } from '../domain/audit-chain.ts'
import { checkKeys, openKeyRing } from '../key-ring.ts'
import { recordedWorkspaces } from '../store/audit.ts'
import { hubSecret } from '../store/hub-secrets.ts'
import { migrate } from '../store/migrate.ts'
import { openStore } from '../store/open.ts'
import { createSealer } from '../store/seal.ts'
import { BadCommand } from './bad-command.ts'

const usage = [
  'crosstie audit verify          looks at the record of every workspace in the database',
  'crosstie audit verify <file>   looks at an export of one (GET /v1/audit.jsonl)',
].join('\n')

/** Whether the record of who did what is what it was. Ends with 1 where it is not. */
export async function run(): Promise<void> {
  const [what, file] = process.argv.slice(3)
  if (what !== 'verify') throw new BadCommand(usage)
  const broken = file === undefined ? await verifyDatabase() : await verifyFile(file)
  process.exitCode = broken ? 1 : 0
}

async function verifyDatabase(): Promise<boolean> {
  const { config, secrets } = readConfig(process.env)
  const store = await openStore(
    secrets.databaseUrl ? { url: secrets.databaseUrl } : { folder: config.dataDir },
  )
  try {
    await migrate(store)
    const ring = await openKeyRing(config, secrets)
    await checkKeys(store.db, ring)
    const key = await hubSecret({ db: store.db, sealer: createSealer(ring) }, 'audit')
    const deps = { store, sealAudit: createAuditSeal(key) }
    await chainAudit(deps)
    let broken = false
    for (const { id, name } of await recordedWorkspaces(store.db)) {
      const { entries, breaks } = await verifyAudit(deps, id)
      say(name, { entries, breaks })
      broken ||= breaks.length > 0
    }
    return broken
  } finally {
    await store.close()
  }
}

async function verifyFile(file: string): Promise<boolean> {
  const check = createChainCheck(sha256)
  const breaks: Break[] = []
  let entries = 0
  for await (const text of createInterface({ input: createReadStream(file), crlfDelay: Infinity })) {
    if (text.trim() === '') continue
    entries += 1
    const found = look(text, check)
    if (found) breaks.push(found)
  }
  say(file, { entries, breaks })
  if (entries > 0) console.log(`Its last entry is ${check.at.place} with the hash ${check.at.hash}.`)
  return breaks.length > 0
}

function look(text: string, check: ReturnType<typeof createChainCheck>): Break | undefined {
  const noEntry = { place: check.at.place + 1, id: null, what: 'This line is no entry of a record.' }
  try {
    const line = JSON.parse(text) as Partial<AuditLine> | null
    // Something else, such as a problem that was saved in place of the record.
    const isEntry = typeof line?.place === 'number' && typeof line.hash === 'string'
    return isEntry ? check.look(line as AuditLine) : noEntry
  } catch {
    return noEntry
  }
}

function say(name: string, { entries, breaks }: { entries: number; breaks: Break[] }): void {
  const count = entries === 1 ? '1 entry' : `${entries.toLocaleString('en')} entries`
  console.log(
    `${name}: ${count}, ${breaks.length === 0 ? 'none changed.' : 'and they are not what they were:'}`,
  )
  for (const { place, id, what } of breaks.slice(0, 20)) {
    console.log(`  entry ${place}${id === null ? '' : ` (${id})`}: ${what}`)
  }
}
