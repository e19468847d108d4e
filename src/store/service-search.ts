import { sql, type RawBuilder, type SqlBool } from 'kysely'
import { numberOf } from '../domain/ticket.ts'
import type { Db } from './open.ts'
import { wordQuery } from './word-query.ts'

/** Up to so many tickets are looked up one by one; where words fit more, tickets are looked at in the list’s order. */
const mostLookedUp = 2_000

export interface ServiceSearch {
  /** On a ticket `st`. */
  condition: RawBuilder<SqlBool>
  /** Whether so few tickets fit that they are all known. */
  isFew: boolean
}

/**
 * Finds service tickets by alias, number, reference, service or issue key, each exactly, and by words of the description, each from its
 * beginning.
 */
export async function searchServiceTickets(
  db: Db,
  workspaceId: string,
  words: string,
): Promise<ServiceSearch> {
  const ofWorkspace = sql`workspace_id = ${workspaceId}::uuid`
  const fits = sql`w.words @@ to_tsquery('simple', ${wordQuery(words) ?? ''})`
  const { rows } = await sql<{ exact: string[]; some: string[] }>`select
    array(
      select ticket_id from service_tickets where ${ofWorkspace} and alias = upper(${words})
      union select id from tickets where ${ofWorkspace} and type = 'service' and number = ${numberOf(words) ?? -1}
      union select ticket_id from service_tickets where operator_ticket_ref = ${words}
        and operator_id in (select id from operators where ${ofWorkspace})
      union select x.ticket_id from services s join service_tickets x on x.service_id = s.id
        where s.${ofWorkspace} and (s.uuid = ${words} or s.alias = upper(${words}))
      union select x.ticket_id from links l join service_tickets x on x.ticket_id = l.ticket_id
        where l.${ofWorkspace} and upper(l.issue_key) = upper(${words})
    ) as exact,
    array(select w.ticket_id from service_ticket_words w where w.${ofWorkspace} and ${fits}
      limit ${mostLookedUp + 1}) as some`.execute(db)
  const { exact = [], some = [] } = rows[0] ?? {}
  if (some.length <= mostLookedUp) {
    const ids = [...new Set([...exact, ...some])]
    return { condition: sql<SqlBool>`st.ticket_id = any(${ids}::uuid[])`, isFew: true }
  }
  const isOneOf = sql`st.ticket_id = any(${exact}::uuid[])`
  // As a value of each ticket: of anything else the planner would look up all that fit, and sort them.
  const condition = sql<SqlBool>`((select ${fits} from service_ticket_words w where w.ticket_id = st.ticket_id) or ${isOneOf})`
  return { condition, isFew: false }
}
