import { statSync } from 'node:fs'
import { BadConfig, type Config, type Secrets } from './config.ts'
import { ownKeyFile, readKeyFile, WrongKeyFile } from './key-file.ts'
import type { Db } from './store/open.ts'
import { ringOf, wrappingKey, type KeyRing, type WrappingKey } from './store/seal.ts'
import { sealedCounts } from './store/sealed-columns.ts'

/** The keys of the settings, or of the key file that they or an embedded hub have. */
export interface OpenRing extends KeyRing {
  /** Where the keys come from a file. */
  file: string | undefined
}

/** @param onTrouble told when a key file that could be read can be read no more */
export async function openKeyRing(
  { dataDir }: Pick<Config, 'dataDir'>,
  { secretKey, oldSecretKeys = [], secretKeyFile }: Secrets,
  onTrouble: (error: unknown) => void = () => undefined,
): Promise<OpenRing> {
  if (secretKey) return { ...ringOf([secretKey, ...oldSecretKeys]), file: undefined }
  const file = secretKeyFile ?? (await ownKeyFile(dataDir))
  try {
    return { ...ringOfFile(file, onTrouble), file }
  } catch (error) {
    if (!(error instanceof WrongKeyFile)) throw error
    throw new BadConfig([`The key file ${file}: ${error.message}`])
  }
}

/**
 * A ring that follows its file, so that keys change while the hub runs. A key that was taken out of the file still opens what
 * this process has read already.
 */
export function ringOfFile(file: string, onTrouble: (error: unknown) => void): KeyRing {
  const known = new Map<string, WrappingKey>()
  let seen = stampOf(file)
  let current = learn(known, file)
  // A look at the file’s date costs little, so there is no need to wait between two of them.
  const follow = () => {
    try {
      const stamp = stampOf(file)
      if (stamp === seen) return
      current = learn(known, file)
      seen = stamp
    } catch (error) {
      onTrouble(error)
    }
  }
  return {
    current() {
      follow()
      return current
    },
    find(id) {
      if (!known.has(id)) follow()
      return known.get(id)
    },
    ids: () => [...known.keys()],
  }
}

/** Another one whenever the file was replaced or changed. */
function stampOf(file: string): string {
  const { ino, mtimeNs, size } = statSync(file, { bigint: true })
  return `${ino} ${mtimeNs} ${size}`
}

/** Adds the keys of the file to the known ones; answers the current one. */
function learn(known: Map<string, WrappingKey>, file: string): WrappingKey {
  const [first, ...old] = readKeyFile(file)
  const current = wrappingKey(first)
  for (const key of [current, ...old.map(wrappingKey)]) known.set(key.id, key)
  return current
}

/**
 * Refuses to go on without a key that stored secrets need: they could not be opened.
 * @throws {BadConfig}
 */
export async function checkKeys(db: Db, ring: OpenRing): Promise<void> {
  const missing = await missingKeys(db, ring)
  if (missing.length > 0) throw new BadConfig(missing.map((line) => `CROSSTIE_SECRET_KEY: ${line}`))
}

/** What keys stored secrets need that the ring does not have, in words that say what to do. */
export async function missingKeys(db: Db, ring: OpenRing): Promise<string[]> {
  const needed = new Map<string, number>()
  for (const { keyId, count } of await sealedCounts(db)) {
    if (keyId !== '') needed.set(keyId, (needed.get(keyId) ?? 0) + count)
  }
  const where = ring.file
    ? `as a further line of ${ring.file}`
    : 'in CROSSTIE_OLD_SECRET_KEYS, beside the present one'
  return [...needed]
    .filter(([keyId]) => !ring.find(keyId))
    .map(
      ([keyId, count]) =>
        `${count} stored ${count === 1 ? 'secret is' : 'secrets are'} sealed with the key ${keyId}, and the hub was given ${ring.current().id}. Give the old key, too: ${where}.`,
    )
}
