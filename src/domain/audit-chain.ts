import { canonical } from './audit.ts'

/** An entry of the record as it stands in an export: one JSON line. */
export interface AuditLine {
  /** From 1, without a gap. */
  place: number
  id: string
  workspaceId: string
  /** ISO 8601, UTC. */
  at: string
  actor: string
  actorName: string
  address: string | null
  action: string
  target: string | null
  targetName: string | null
  before: Record<string, unknown> | null
  after: Record<string, unknown> | null
  /** Of the entry before; of the first one, nothing. */
  previous: string
  hash: string
}

/** Digest of a text, as lower-case hex. */
export type Digest = (text: string) => string

/** What an entry’s hash has to be: over everything in it, and so over every entry before it. */
export const hashOf = (line: Omit<AuditLine, 'hash'> & { hash?: unknown }, sha256: Digest): string => {
  const { hash: _, ...told } = line
  return sha256(canonical(told))
}

/** Where the record is not what it was, in words; nothing while it is whole. */
export interface Break {
  place: number
  id: string | null
  what: string
}

/**
 * Looks at the entries one after the other, in the order of their places.
 * @param start.place the place of the entry before the first one that is given
 */
export function createChainCheck(sha256: Digest, start = { place: 0, hash: '' }) {
  const at = { ...start }
  return {
    /** The last entry that was looked at. */
    at,
    /** Answers the first thing that is wrong with this entry. */
    look(line: AuditLine): Break | undefined {
      const { place, id, previous, hash } = line
      const expected = at.place + 1
      const wrong =
        place === expected
          ? ((previous === at.hash ? undefined : 'It does not follow from the entry before it.') ??
            (hashOf(line, sha256) === hash ? undefined : 'What it says was changed.'))
          : `Here place ${expected} should stand.`
      at.place = place
      at.hash = hash
      return wrong === undefined ? undefined : { place, id, what: wrong }
    },
  }
}
