import { sql, type Expression, type RawBuilder } from 'kysely'
import { isMoment } from '../domain/is-moment.ts'
import type { Db } from './open.ts'

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

/** What a list is sorted by before the id. */
type SortedBy = 'number' | 'moment' | 'text'

const isId = (value: unknown) =>
  typeof value === 'string' && /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/iu.test(value)
const isSortValue: Record<SortedBy, (value: unknown) => boolean> = {
  number: (value) => typeof value === 'number',
  moment: (value) => typeof value === 'string' && isMoment(value),
  text: (value) => typeof value === 'string' && value.isWellFormed() && !value.includes('\u0000'),
}

/**
 * Where the page before ended. Clients could make it up, so it is looked at before it gets into a statement.
 * @throws {BadCursor}
 */
export function positionOf(after: string | undefined, sort: SortedBy[] = []): Position | undefined {
  if (after === undefined) return undefined
  try {
    const parsed: unknown = JSON.parse(Buffer.from(after, 'base64url').toString('utf8'))
    if (
      Array.isArray(parsed) &&
      parsed.length === sort.length + 1 &&
      sort.every((kind, place) => isSortValue[kind](parsed[place])) &&
      isId(parsed.at(-1))
    ) {
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

/** @param some ids of what there is, at most one more than the cap: `matching.select('id').limit(countCap + 1)` */
export async function countOf(db: Db, some: Expression<unknown>): Promise<CappedCount> {
  const { rows } = await sql<{ count: number }>`select count(*) as count from ${some} as ids`.execute(db)
  return cappedCount(rows[0]?.count ?? 0)
}

/** `%` and `_` of what a person typed mean themselves. */
export const contains = (words: string): RawBuilder<string> =>
  sql`${`%${words.replace(/[\\%_]/gu, '\\$&')}%`}`
