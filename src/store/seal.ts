import { createCipheriv, createDecipheriv, createHash, hkdfSync, randomBytes } from 'node:crypto'

/** What a secret belongs to. Sealed for one place, it cannot be opened at any other. */
export interface Place {
  /** Null: of the hub as a whole. */
  workspaceId: string | null
  /** What it is a secret of, and the host that it is for, e.g. `connection 1 at https://a.example.com` (invariant 9). */
  owner: string
  /** The column, or the name where one column holds several. */
  field: string
}

/** A key that wraps the data keys of secrets. */
export interface WrappingKey {
  /** A short digest, which stands in every text that was sealed with it. */
  id: string
  bytes: Buffer
}

/** The keys that this hub has. */
export interface KeyRing {
  /** The one that new secrets are sealed with. */
  current(): WrappingKey
  find(id: string): WrappingKey | undefined
  /** Of all that it has. */
  ids(): string[]
}

/** Encrypts secrets at rest, each with a random key of its own, which is wrapped by a key of the ring (docs/adr/0008). */
export interface Sealer {
  seal(text: string, place: Place): string
  /** @throws {CannotOpen} when it was sealed with another key or for another place, or was changed */
  open(sealed: string, place: Place): string
  /** The same secret, its data key wrapped with the current key. Throws like {@link Sealer.open}. */
  rewrap(sealed: string, place: Place): string
  /** The id of the key with which it seals now. */
  keyId(): string
}

/** A stored secret that cannot be read; the message says what to do. */
export class CannotOpen extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = 'CannotOpen'
  }
}

const algorithm = 'aes-256-gcm'
const version = 'v1'
const keyBytes = 32
const ivBytes = 12
const tagBytes = 16

/** Different uses of a key share no key material. */
const derived = (secretKey: string, purpose: string) =>
  Buffer.from(hkdfSync('sha256', secretKey, 'crosstie', purpose, keyBytes))

const idLength = 12

/** @param secretKey as it stands in the settings or in the key file */
export function wrappingKey(secretKey: string): WrappingKey {
  const bytes = derived(secretKey, 'wrapping of data keys')
  const id = createHash('sha256').update(derived(secretKey, 'key id')).digest('hex').slice(0, idLength)
  return { id, bytes }
}

/** A ring of given keys, the current one first. */
export function ringOf(secretKeys: [string, ...string[]]): KeyRing {
  const current = wrappingKey(secretKeys[0])
  const keys = new Map(secretKeys.map(wrappingKey).map((key) => [key.id, key]))
  return { current: () => current, find: (id) => keys.get(id), ids: () => [...keys.keys()] }
}

/** `v1.<key id>.<wrapped data key>.<encrypted text>`, the last two as base64url of IV, tag and ciphertext. */
export function createSealer(ring: KeyRing): Sealer {
  const wrap = (dataKey: Buffer, { id, bytes }: WrappingKey, place: Place) =>
    encrypt(bytes, dataKey, bound(place, `key ${id}`))

  function unwrap(sealed: string, place: Place): { dataKey: Buffer; body: string } {
    const [known, id = '', wrapped = '', body = '', ...more] = sealed.split('.')
    if (known !== version || more.length > 0) throw new CannotOpen(oldForm)
    const key = ring.find(id)
    if (!key) throw new CannotOpen(missingKey(id))
    return { dataKey: decrypt(key.bytes, wrapped, bound(place, `key ${id}`)), body }
  }

  return {
    seal(text, place) {
      const key = ring.current()
      const dataKey = randomBytes(keyBytes)
      const body = encrypt(dataKey, Buffer.from(text), bound(place, 'text'))
      return [version, key.id, wrap(dataKey, key, place), body].join('.')
    },
    open(sealed, place) {
      const { dataKey, body } = unwrap(sealed, place)
      return decrypt(dataKey, body, bound(place, 'text')).toString('utf8')
    },
    rewrap(sealed, place) {
      const { dataKey, body } = unwrap(sealed, place)
      const key = ring.current()
      return [version, key.id, wrap(dataKey, key, place), body].join('.')
    },
    keyId: () => ring.current().id,
  }
}

/** The id of the key that a stored text needs; undefined where it has another form. */
export function keyIdOf(sealed: string): string | undefined {
  const [known, id] = sealed.split('.')
  return known === version ? id : undefined
}

const oldForm =
  'This stored secret has a form that is not known here: a version before the first release wrote it, or it was changed. Enter the credential again.'

const missingKey = (id: string) =>
  `This stored secret is sealed with the key ${id}, which the hub does not have. Add that key to CROSSTIE_OLD_SECRET_KEYS, or to the key file as a further line, or enter the credential again.`

const changed =
  'This stored secret was changed, or was sealed for another place or host. Enter the credential again.'

/** Whatever has to be the same when it is opened, in a form in which no two places look alike. */
const bound = ({ workspaceId, owner, field }: Place, part: string) =>
  Buffer.from(JSON.stringify([version, part, workspaceId, owner, field]))

function encrypt(key: Buffer, plain: Buffer, aad: Buffer): string {
  const iv = randomBytes(ivBytes)
  const cipher = createCipheriv(algorithm, key, iv).setAAD(aad)
  const body = Buffer.concat([cipher.update(plain), cipher.final()])
  return Buffer.concat([iv, cipher.getAuthTag(), body]).toString('base64url')
}

function decrypt(key: Buffer, text: string, aad: Buffer): Buffer {
  const bytes = Buffer.from(text, 'base64url')
  // The decoder passes over what is no base64; whoever changed such a character would go unnoticed.
  if (bytes.toString('base64url') !== text || bytes.length < ivBytes + tagBytes) throw new CannotOpen(changed)
  try {
    const decipher = createDecipheriv(algorithm, key, bytes.subarray(0, ivBytes), { authTagLength: tagBytes })
      .setAAD(aad)
      .setAuthTag(bytes.subarray(ivBytes, ivBytes + tagBytes))
    return Buffer.concat([decipher.update(bytes.subarray(ivBytes + tagBytes)), decipher.final()])
  } catch (error) {
    throw new CannotOpen(changed, { cause: error })
  }
}
