import { randomBytes } from 'node:crypto'
import type { Db } from './open.ts'
import type { Sealer } from './seal.ts'
import { hubSecretPrefix } from './sealed-columns.ts'
import { hubSecretPlace } from './secret-places.ts'
import { hubFact } from './workspaces.ts'

const bytes = 32

/**
 * A random secret of this installation, made when it is asked for first, and the same ever after: for every hub on the
 * database, and whatever becomes of the secret key.
 *
 * @param name what it is for, e.g. `sessions`
 */
export async function hubSecret(
  { db, sealer }: { db: Db; sealer: Sealer },
  name: 'sessions' | 'audit',
): Promise<Buffer> {
  const place = hubSecretPlace(name)
  const fresh = sealer.seal(randomBytes(bytes).toString('base64'), place)
  // Of two hubs that start at once, both go on with what the first one stored.
  const stored = await hubFact(db, hubSecretPrefix + name, fresh)
  return Buffer.from(sealer.open(stored, place), 'base64')
}
