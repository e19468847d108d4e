import { createHash } from 'node:crypto'

/** By which it is known that a person has used a code of their app. */
export const codeKey = (userId: string, code: string): string =>
  createHash('sha256').update(`${userId} ${code}`).digest('hex')
