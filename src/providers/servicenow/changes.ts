import { ProviderError, type ChangePage, type Cursor } from '../provider.ts'
import type { ServiceNowClient } from './client.ts'
import { versionOf } from './map.ts'
import { above, all, momentOf, stampOf } from './query.ts'
import { wireIncident, type WireIncident } from './wire.ts'

/**
 * So far back every poll looks again: a row gets its moment when its transaction begins and is seen when that ends, which the
 * instance allows minutes for. Repeats are dropped by version.
 */
const overlapMs = 5 * 60_000

const pageSize = 1000
const fields = ['sys_id', 'sys_updated_on', 'sys_mod_count']

/** Pages in a row of which nothing may be seen. More, and the instance goes round in a circle. */
const mostHiddenPages = 100

/** Where the reading stands: from this second on, or in the middle of it behind a sys_id. */
interface Place {
  second: number
  after?: string
}

interface Row {
  id: string
  at: number
  version: string
}

function queryOf({ second, after }: Place): string {
  const from = `sys_updated_on>=${stampOf(second)}`
  if (after === undefined) return all(from, 'ORDERBYsys_updated_on', 'ORDERBYsys_id')
  return all(from, `sys_updated_on<=${stampOf(second)}`, above('sys_id', after), 'ORDERBYsys_id')
}

const badAnswer = (detail: string) => new ProviderError({ kind: 'bad-answer', detail })

function rowOf(wire: WireIncident): Row {
  const updatedAt = momentOf(wire.sys_updated_on?.value)
  if (!updatedAt) throw badAnswer(`ServiceNow does not say when ${wire.sys_id.value} was updated.`)
  return { id: wire.sys_id.value, at: updatedAt.getTime(), version: versionOf(wire, updatedAt) }
}

/** A condition or an order that was dropped would make the next page start in the wrong place. */
function checkRows(rows: Row[], place: Place, more: boolean): void {
  const { second, after } = place
  const inside = ({ at, id }: Row) => at >= second && (after === undefined || (at === second && id > after))
  if (!rows.every(inside)) {
    throw badAnswer(
      'ServiceNow answered with incidents from before the moment asked for: it dropped the condition.',
    )
  }
  const follows = (a: Row, b: Row) => a.at < b.at || (a.at === b.at && a.id < b.id)
  if (more && rows.some((row, index) => index > 0 && !follows(rows[index - 1] ?? row, row))) {
    throw badAnswer('ServiceNow did not sort by sys_updated_on and sys_id, so pages cannot be told apart.')
  }
}

/** The place behind a page that was not the last: the last second again, or on within it where it fills the page. */
function placeAfter(place: Place, last: Row): Place {
  const sameSecond = place.after !== undefined || last.at === place.second
  return sameSecond ? { second: place.second, after: last.id } : { second: last.at }
}

/** How far a last page reaches. A record that an import dated into the future does not carry the watermark with it. */
function reached(rows: Row[], now: number): number {
  return rows.reduce((max, { at }) => (at <= now ? Math.max(max, at) : max), 0)
}

/**
 * What was updated since the cursor, each page by a query of its own from where the last one ended: an incident that is edited
 * or deleted meanwhile makes no other slip past. Only over rows that access rules hide does it go on by offset, half a page at a time.
 *
 * @param size rows a page; for tests
 */
export async function* changesSince(
  client: ServiceNowClient,
  cursor: Cursor,
  size = pageSize,
): AsyncGenerator<ChangePage> {
  let since = cursor.since.getTime()
  let place: Place = { second: Math.floor(Math.max(0, since - overlapMs) / 1000) * 1000 }
  let offset = 0
  /** Up to here everything has surely been seen once the last page is read, although nothing may have changed since long. */
  let settledAt: number | undefined
  for (;;) {
    const request = { query: queryOf(place), fields, limit: size, offset }
    const { rows: wires, more } = await client.list('incident', request, wireIncident)
    settledAt ??= (client.toldTime()?.getTime() ?? 0) - overlapMs
    const rows = wires.map(rowOf)
    checkRows(rows, place, more)
    const last = rows.at(-1)
    const done = !more && place.after === undefined
    // Nothing before the second that is being read can still come; a last page reaches to its end.
    const here = done ? Math.max(reached(rows, client.now().getTime()), settledAt) : place.second
    since = Math.max(since, here)
    yield {
      changes: rows.map(({ id, at, version }) => ({ issueId: id, version, updatedAt: new Date(at) })),
      next: { since: new Date(since) },
    }
    if (done) return
    offset = more && !last ? offset + Math.ceil(size / 2) : 0
    if (offset > mostHiddenPages * size) throw badAnswer('The pages go on, but nothing on them may be seen.')
    if (!more) place = { second: place.second + 1000 }
    else if (last) place = placeAfter(place, last)
  }
}
