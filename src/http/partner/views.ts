import { z } from 'zod'
import { partnerEvent, partnerTicket } from '../../domain/partner-ticket.ts'
import type { Party } from '../../domain/service-ticket.ts'
import { parseSortValue, sortValue } from '../../domain/sort-value.ts'
import type { ServiceEventView, ServiceTicketRef, ServiceTicketView } from '../../store/service-views.ts'
import { BadBody } from './body.ts'

/** A page of tickets out of one row more than asked for (D20). */
export function ticketPage(rows: ServiceTicketView[], limit: number, party: Party) {
  return rows.slice(0, limit).map((row, place) =>
    Object.assign(partnerTicket(row, party), {
      sort_value: sortOf(row.modifiedAt, row.number, rows[place + 1]?.modifiedAt),
    }),
  )
}

/** A page of events out of one row more than asked for (D34, D40). */
export function eventPage(rows: ServiceEventView[], limit: number) {
  return rows.slice(0, limit).map((row, place) =>
    Object.assign(partnerEvent(row), {
      sort_value: sortOf(row.createdAt, row.number, rows[place + 1]?.createdAt),
    }),
  )
}

/** An event that was just added. */
export const eventAnswer = (event: ServiceEventView) => ({
  ...partnerEvent(event),
  sort_value: sortValue({ time: event.createdAt, id: undefined }),
})

/** DX16: the id is needed only where the next one has the same time. */
const sortOf = (time: string, id: number, next: string | undefined) =>
  sortValue({ time, id: next === time ? id : undefined })

/** @throws {BadBody} where `after` is no `sort_value` (DX15) */
export function positionIn(after: string | undefined) {
  if (after === undefined) return undefined
  const position = parseSortValue(after)
  if (position) return position
  const message = 'the `sort_value` of the last element of the page before, URL-encoded'
  throw new BadBody('`after` is not a `sort_value`.', [{ field: 'after', message }])
}

/** How an address names a ticket: id, alias or uuid (DX10). Undefined: nothing is named so. */
export function refOf(text: string): ServiceTicketRef | undefined {
  if (/^[1-9]\d{0,14}$/u.test(text)) return { number: Number(text) }
  if (/^T\d{6}_\d{3,12}$/u.test(text)) return { alias: text }
  return z.uuid().safeParse(text).success ? { ticketId: text } : undefined
}
