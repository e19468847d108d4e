import { setTimeout as wait } from 'node:timers/promises'
import { lock } from 'proper-lockfile'
import { newKey, readKeyFile, writeKeyFile } from '../key-file.ts'
import { missingKeys, type OpenRing } from '../key-ring.ts'
import type { OpenStore } from '../store/open.ts'
import { liveProcesses } from '../store/processes.ts'
import { createSealer, ringOf, wrappingKey, type KeyRing, type Sealer } from '../store/seal.ts'
import { wrapAnew } from '../store/wrap-anew.ts'
import { BadCommand } from './bad-command.ts'

/** A hub looks at its key file whenever it says that it is alive: every four seconds, and only after what it is doing. */
const hubsTakeMs = 60_000

/** So long what a hub has sealed just before it took the new key may need to get into the database. */
const settleMs = 5_000

/**
 * Makes a new key, wraps every secret with it, and takes the old one out of the file. Stopped in the middle, it goes on where it
 * was when it is begun again.
 */
export async function rotateKeyFile(store: OpenStore, file: string): Promise<void> {
  const unlock = await lockFile(file)
  try {
    const keys = readKeyFile(file)
    await refuseMissing(store, { ...ringOf(keys), file })
    const isUnderWay = keys.length > 1
    const [fresh, ...old] = isUnderWay ? keys : ([newKey(), ...keys] as const)
    if (isUnderWay) console.log('The file has old keys already: this goes on with its first one.')
    else await writeKeyFile(file, [fresh, ...old])
    const ring = ringOf([fresh, ...old])
    await wrapAll(store, ring)
    await writeKeyFile(file, [fresh])
    // What came too late for the last look: its key is known only here now.
    const { total } = await wrapOnce(store, createSealer(ring))
    if (total > 0) console.log(`Wrapped ${total} more.`)
    const removed = old.map((key) => wrappingKey(key).id).join(', ')
    console.log(`The key is now ${ring.current().id}. Taken out of ${file}: ${removed}.`)
    console.log(
      'Backups that were made before need the old key: keep it with them, wherever you keep their key.',
    )
  } finally {
    await unlock()
  }
}

/** With keys from the settings, whoever changes these makes the new key; here everything is wrapped with it. */
export async function wrapWithSettings(store: OpenStore, ring: OpenRing): Promise<void> {
  await refuseMissing(store, ring)
  const total = await wrapAll(store, ring)
  console.log(
    total === 0
      ? `Every secret was wrapped with the key ${ring.current().id} already. For another one, set it as CROSSTIE_SECRET_KEY, add the present one to CROSSTIE_OLD_SECRET_KEYS, start the hubs again, and call this again.`
      : `Nothing needs another key than ${ring.current().id} now: CROSSTIE_OLD_SECRET_KEYS may be taken out of the settings. Backups that were made before need the old key: keep it with them.`,
  )
}

/** @throws {BadCommand} where something stays with an old key */
async function wrapAll(store: OpenStore, ring: KeyRing): Promise<number> {
  const sealer = createSealer(ring)
  await untilHubsUse(store, sealer.keyId())
  const first = await wrapOnce(store, sealer)
  const hubs = store.exclusive ? [] : await liveProcesses(store.db, new Date())
  if (hubs.length > 0) await wait(settleMs)
  let total = first.total
  for (;;) {
    const more = await wrapOnce(store, sealer)
    total += more.total
    if (more.total === 0) break
  }
  console.log(`Wrapped ${total} ${total === 1 ? 'secret' : 'secrets'} with the key ${sealer.keyId()}.`)
  return total
}

async function wrapOnce(store: OpenStore, sealer: Sealer): Promise<{ total: number }> {
  const { counts, failures } = await wrapAnew(store.db, sealer)
  if (failures.length > 0) {
    const lines = failures.slice(0, 20).map((line) => `  ${line}`)
    throw new BadCommand(
      `${failures.length} could not be wrapped, so the old keys are still needed. Put these right and call this again:\n${lines.join('\n')}`,
    )
  }
  return { total: Object.values(counts).reduce((sum, count) => sum + count, 0) }
}

/** What is wrapped with a key that a hub does not have, it could not open. */
async function untilHubsUse({ db, exclusive }: OpenStore, keyId: string): Promise<void> {
  if (exclusive) return
  const until = Date.now() + hubsTakeMs
  for (;;) {
    const others = (await liveProcesses(db, new Date())).filter((hub) => hub.keyId !== keyId)
    if (others.length === 0) return
    if (Date.now() > until) {
      const names = others.map(({ name }) => name).join(', ')
      throw new BadCommand(
        `These hubs do not use the key ${keyId} yet: ${names}. Nothing was wrapped. Give them the same keys (a key file of their own, or settings that need a new start), and call this again.`,
      )
    }
    await wait(500)
  }
}

async function refuseMissing({ db }: OpenStore, ring: OpenRing): Promise<void> {
  const missing = await missingKeys(db, ring)
  if (missing.length > 0) throw new BadCommand(['Nothing was changed.', ...missing].join('\n'))
}

async function lockFile(file: string): Promise<() => Promise<void>> {
  try {
    return await lock(file, { stale: 10_000, update: 1_000 })
  } catch (error) {
    const isLocked = error instanceof Error && 'code' in error && error.code === 'ELOCKED'
    throw new BadCommand(
      isLocked
        ? `Another process is changing ${file}. Wait until it is done.`
        : `${file} cannot be locked: ${error instanceof Error ? error.message : ''}`,
    )
  }
}
