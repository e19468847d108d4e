import { sql, type RawBuilder } from 'kysely'

/** One page of a list. `next` is what `after` of the next page is; null on the last. */
export interface PageOf<T> {
  items: T[]
  next: string | null
}

export class BadCursor extends Error {
  constructor() {
    super('`after` must be the `next` of an earlier page of the same list')
    this.name = 'BadCursor'
  }
}

/** Where a page ended: the values it was sorted by, the id last. */
export type Position = [...sort: (string | number)[], id: string]

const encode = (position: Position) => Buffer.from(JSON.stringify(position)).toString('base64url')

/** @throws {BadCursor} */
export function positionOf(after: string | undefined, length: number): Position | undefined {
  if (after === undefined) return undefined
  try {
    const parsed: unknown = JSON.parse(Buffer.from(after, 'base64url').toString('utf8'))
    if (Array.isArray(parsed) && parsed.length === length && typeof parsed.at(-1) === 'string') {
      return parsed as Position
    }
  } catch {
    // Falls through to the same answer as a cursor of the wrong shape.
  }
  throw new BadCursor()
}

/** A page out of one row more than asked for. */
export function pageFrom<T>(rows: T[], limit: number, position: (row: T) => Position): PageOf<T> {
  const items = rows.slice(0, limit)
  const last = items.at(-1)
  return { items, next: rows.length > limit && last ? encode(position(last)) : null }
}

/** Counts are honest up to here. */
export const countCap = 1_000

export interface CappedCount {
  count: number
  capped: boolean
}

export function cappedCount(count: number): CappedCount {
  return { count: Math.min(count, countCap), capped: count > countCap }
}

/** `%` and `_` of what a person typed mean themselves. */
export const contains = (words: string): RawBuilder<string> =>
  sql`${`%${words.replace(/[\\%_]/gu, '\\$&')}%`}`
