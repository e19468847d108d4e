import { createHash, randomBytes } from 'node:crypto'
import type { Deps } from '../deps.ts'

/** How the secret of an invitation is looked up. It has 256 random bits, so a plain digest is enough. */
export const invitationHash = (secret: string) => createHash('sha256').update(secret).digest('hex')

/** A new secret for an invitation; its link is the only place where it ever stands. */
export function newLink({ publicUrl }: Pick<Deps, 'publicUrl'>): { secretHash: string; url: string } {
  const secret = randomBytes(32).toString('base64url')
  return { secretHash: invitationHash(secret), url: `${publicUrl}/invitation/${secret}` }
}
