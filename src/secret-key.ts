import { randomBytes } from 'node:crypto'
import { chmod, readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { deriveKey } from './store/seal.ts'
import { hubFact } from './store/workspaces.ts'
import { BadConfig } from './config.ts'
import type { Db } from './store/open.ts'

/** The key of an embedded hub that was given none: made on the first start, readable by its owner only. */
export async function ownSecretKey(dataDir: string): Promise<string> {
  const file = path.join(dataDir, 'secret.key')
  const key = randomBytes(32).toString('base64')
  try {
    await writeFile(file, key, { mode: 0o600, flag: 'wx' })
    return key
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
    await chmod(file, 0o600)
    return (await readFile(file, 'utf8')).trim()
  }
}

/**
 * Refuses a key that is not the one this database was made with: nothing sealed could be opened.
 * @throws {BadConfig}
 */
export async function checkSecretKey(db: Db, secretKey: string): Promise<void> {
  const print = deriveKey(secretKey, 'fingerprint').toString('hex')
  if ((await hubFact(db, 'secret key fingerprint', print)) === print) return
  throw new BadConfig([
    'CROSSTIE_SECRET_KEY: this is not the key with which the database was set up, so stored credentials could not be read. Give the old key.',
  ])
}
