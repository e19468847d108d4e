import { ProviderError } from '../provider.ts'
import type { OceaneClient } from './client.ts'
import { idOf } from './map.ts'
import type { WireTicket } from './wire.ts'

export const pageSize = 100

/** So many pages, and a list that ignores the filter had better not be walked any further. */
const mostPages = 100

/**
 * All tickets of a list, page by page, each once. A list can only be read by offset, and then a ticket that disappears or
 * moves lets those behind it move up, past the reader. So every page begins with the last ticket of the one before; where
 * that has moved, the reader goes back until a page begins with a ticket that was read.
 * https://github.com/tmforum-apis/TMF621_TroubleTicket (TMF621 v4, GET /troubleTicket)
 *
 * @param size tickets a page; for tests
 */
export async function* walk(
  client: OceaneClient,
  query: Record<string, string>,
  size = pageSize,
): AsyncGenerator<WireTicket[]> {
  const seen = new Set<string>()
  const isSeen = (wire: WireTicket) => seen.has(idOf(wire, client.config))
  let offset = 0
  for (let pages = 0; pages < mostPages; pages += 1) {
    const { rows, more } = await client.list(query, { offset, limit: size })
    const [first] = rows
    if (offset > 0 && (!first || !isSeen(first))) {
      offset = Math.max(0, offset - size + 1)
      continue
    }
    const fresh = rows.filter((wire) => !isSeen(wire))
    for (const wire of fresh) seen.add(idOf(wire, client.config))
    if (fresh.length > 0) yield fresh
    // Where Oceane does not say whether there is more, a page that brings nothing new is the last.
    if (more === false || rows.length < 2 || (more === undefined && fresh.length === 0)) return
    offset += rows.length - 1
  }
  const detail = `Oceane’s list has no end after ${mostPages} pages: it seems to ignore the filter ${Object.keys(query).join(', ')}.`
  throw new ProviderError({ kind: 'bad-answer', detail })
}
