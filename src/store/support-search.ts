import { sql, type RawBuilder, type SqlBool } from 'kysely'
import { numberOf } from '../domain/ticket.ts'
import type { Db } from './open.ts'
import { wordQuery } from './word-query.ts'

/**
 * Up to so many tickets are found by the index of words and then sorted. Of more, enough are near the top of any order: there, tickets are
 * looked at in their order until the page is full. Either way the cost does not follow how many tickets there are.
 */
const mostSorted = 2_000

/** How tickets with some words are found. */
export interface Search {
  /** Reads from this, where a ticket is `t` and, if asked for, its own row `s`. */
  source: RawBuilder<unknown>
  condition: RawBuilder<SqlBool>
  /** How many tickets there are; at least so many where that is more than counts are honest about. */
  found: number
}

/** Words of a help-desk ticket, as they are looked for. */
export const wordsOf = (title: string, description: string) =>
  sql<string>`to_tsvector('simple', ${`${title} ${description}`})`

/**
 * An alias and an issue key are found exactly; words in title and description, each from its beginning.
 * @param of.withOwn whether other conditions need the tickets' own rows
 */
export async function searchFor(
  db: Db,
  workspaceId: string,
  { words, withOwn }: { words: string; withOwn: boolean },
): Promise<Search> {
  const query = wordQuery(words)
  const matches = sql`s.workspace_id = ${workspaceId}::uuid and s.words @@ to_tsquery('simple', ${query ?? ''})`
  const { rows } = await sql<{ exact: string[]; some: string[] }>`select
    array(select id from tickets where number = ${numberOf(words) ?? -1} and workspace_id = ${workspaceId}::uuid and type = 'support'
      union select s.ticket_id from links l join support_tickets s on s.ticket_id = l.ticket_id
        where l.workspace_id = ${workspaceId}::uuid and upper(l.issue_key) = upper(${words})) as exact,
    array(select ticket_id from support_tickets s where ${matches} limit ${mostSorted + 1}) as some`.execute(
    db,
  )
  const { exact = [], some = [] } = rows[0] ?? {}
  if (some.length > mostSorted) {
    // Not as a bare condition: the planner would take the index, and sort all that it finds there.
    const condition = sql<SqlBool>`((${matches}) is true or s.ticket_id = any(${exact}::uuid[]))`
    return { source: everyTicket, condition, found: some.length }
  }
  const ids = [...new Set([...exact, ...some])]
  const condition = sql<SqlBool>`t.id = any(${ids}::uuid[])`
  return { source: withOwn ? everyTicket : sql`tickets t`, condition, found: ids.length }
}

/** All tickets of the help desk, each with its own row. */
export const everyTicket = sql`tickets t join support_tickets s on s.ticket_id = t.id`
