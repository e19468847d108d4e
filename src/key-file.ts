import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { chmod, chown, open, rename, rm, stat, writeFile } from 'node:fs/promises'
import path from 'node:path'

/** Long enough for 192 random bits in base64. */
export const shortestKey = 32

export const newKey = () => randomBytes(32).toString('base64')

/** A key file that cannot be used as it is; the message says why. */
export class WrongKeyFile extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = 'WrongKeyFile'
  }
}

/**
 * The keys of a file, one a line: the first is the current one, the others are old.
 * @throws {WrongKeyFile}
 */
export function readKeyFile(file: string): [string, ...string[]] {
  const [current, ...old] = textOf(file)
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
  if (current === undefined) throw new WrongKeyFile('the file is empty; its first line has to be the key')
  if ([current, ...old].some((key) => key.length < shortestKey)) {
    throw new WrongKeyFile(`each line a key of at least ${shortestKey} characters`)
  }
  return [current, ...old]
}

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    throw new WrongKeyFile('the file cannot be read', { cause: error })
  }
}

/** What is wrong with a key file; nothing where it can be used. */
export function problemOfKeyFile(file: string): string | undefined {
  try {
    readKeyFile(file)
    return undefined
  } catch (error) {
    if (error instanceof WrongKeyFile) return error.message
    throw error
  }
}

/** The key file of an embedded hub that was given no key: made on the first start, for its owner only. */
export async function ownKeyFile(dataDir: string): Promise<string> {
  const file = path.join(dataDir, 'secret.key')
  try {
    await writeFile(file, `${newKey()}\n`, { mode: 0o600, flag: 'wx' })
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
    await chmod(file, 0o600)
  }
  return file
}

/**
 * Replaces the keys of a file at one moment, for the same owner and nobody else: whoever reads it has the old ones or the new ones.
 * @throws {WrongKeyFile} when that is not possible; the file is then as it was
 */
export async function writeKeyFile(file: string, keys: [string, ...string[]]): Promise<void> {
  const fresh = `${file}.${process.pid}.new`
  try {
    const { uid, gid } = await stat(file)
    const handle = await open(fresh, 'wx', 0o600)
    try {
      await handle.writeFile(`${keys.join('\n')}\n`)
      await handle.sync()
    } finally {
      await handle.close()
    }
    if (process.getuid?.() !== uid) await chown(fresh, uid, gid)
    await rename(fresh, file)
  } catch (error) {
    await rm(fresh, { force: true })
    throw new WrongKeyFile(`${file} cannot be replaced: ${error instanceof Error ? error.message : ''}`, {
      cause: error,
    })
  }
}
