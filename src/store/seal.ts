import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'

/** Encrypts secrets at rest. What is sealed for one place cannot be opened for another. */
export interface Sealer {
  /**
   * @param text the secret
   * @param boundTo what it belongs to, e.g. the connection and its host (invariant 9)
   */
  seal(text: string, boundTo: string): string
  /** @throws {Error} when it was sealed with another key or for something else */
  open(sealed: string, boundTo: string): string
}

const algorithm = 'aes-256-gcm'
const ivBytes = 12
const tagBytes = 16

/** A key for one purpose, so that no two uses share key material. */
export function deriveKey(secretKey: string, purpose: string): Buffer {
  return Buffer.from(hkdfSync('sha256', secretKey, 'crosstie', purpose, 32))
}

export function createSealer(secretKey: string): Sealer {
  const key = deriveKey(secretKey, 'secrets at rest')
  return {
    seal(text, boundTo) {
      const iv = randomBytes(ivBytes)
      const cipher = createCipheriv(algorithm, key, iv).setAAD(Buffer.from(boundTo))
      const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
      return Buffer.concat([iv, cipher.getAuthTag(), body]).toString('base64')
    },
    open(sealed, boundTo) {
      const bytes = Buffer.from(sealed, 'base64')
      const decipher = createDecipheriv(algorithm, key, bytes.subarray(0, ivBytes), {
        authTagLength: tagBytes,
      })
        .setAAD(Buffer.from(boundTo))
        .setAuthTag(bytes.subarray(ivBytes, ivBytes + tagBytes))
      return decipher.update(bytes.subarray(ivBytes + tagBytes), undefined, 'utf8') + decipher.final('utf8')
    },
  }
}
