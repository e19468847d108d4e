import { credentials } from '../api/answer.ts'
import type { Site } from '../site.ts'

/** Lets a call pass that carries a token which holds. */
export function demandToken({ state, now }: Site, authorization: string | undefined): void {
  if (!authorization) throw credentials.missing()
  const [scheme = '', token = ''] = authorization.split(' ')
  const endsAt = scheme.toLowerCase() === 'bearer' ? state.tokens.get(token) : undefined
  if (endsAt === undefined) throw credentials.invalid()
  if (now().getTime() >= endsAt) throw credentials.expired()
}
