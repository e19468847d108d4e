import type { OceaneClient } from './client.ts'
import { idOf } from './map.ts'
import type { WireTicket } from './wire.ts'

export const pageSize = 100

/** A page of tickets that were not on one before, and whether it is the last. */
export interface WalkedPage {
  rows: WireTicket[]
  last: boolean
}

/**
 * All tickets of a list, page by page, each once. A list can only be read by offset, and then a ticket that disappears or
 * moves lets those behind it move up, past the reader. So every page begins with the last ticket of the one before; where
 * that has moved, the reader goes back until a page begins with a ticket that was read.
 * https://github.com/tmforum-apis/TMF621_TroubleTicket (TMF621 v4, GET /troubleTicket)
 *
 * @param upTo pages of so many tickets, and so many pages: a list that ignores the filter may be long. Beyond, no page is the last
 */
export async function* walk(
  client: OceaneClient,
  query: Record<string, string>,
  upTo: { size: number; pages: number },
): AsyncGenerator<WalkedPage> {
  const seen = new Set<string>()
  const nameOf = (wire: WireTicket) => idOf(wire, client.config)
  let offset = 0
  let start: string | undefined
  for (let page = 0; page < upTo.pages; page += 1) {
    const { rows, more } = await client.list(query, { offset, limit: upTo.size })
    const first = rows[0] && nameOf(rows[0])
    if (offset > 0 && (first === undefined || !seen.has(first))) {
      offset = Math.max(0, offset - upTo.size + 1)
      continue
    }
    const fresh = rows.filter((wire) => !seen.has(nameOf(wire)))
    for (const wire of fresh) seen.add(nameOf(wire))
    // One that takes no notice of the offset answers with the same page for ever.
    const isSame = fresh.length === 0 && first === start
    const last = more === false || rows.length < 2 || isSame
    yield { rows: fresh, last }
    if (last) return
    start = first
    offset += rows.length - 1
  }
}
