import { ProviderError, type ChangePage, type Cursor } from '../provider.ts'
import type { OceaneClient } from './client.ts'
import { idOf, momentOf, versionOf } from './map.ts'
import { pageSize, walk } from './walk.ts'
import type { WireTicket } from './wire.ts'

/** So far back every poll looks again; repeats are dropped by version. */
const overlapMs = 5 * 60_000

const mostPages = 100

function changeOf(wire: WireTicket, client: OceaneClient): ChangePage['changes'][number] {
  const issueId = idOf(wire, client.config)
  const updatedAt = momentOf(wire.lastUpdate ?? wire.creationDate)
  if (updatedAt) return { issueId, version: versionOf(wire), updatedAt }
  const detail = `Oceane’s list does not say when ticket ${issueId} was updated (lastUpdate).`
  throw new ProviderError({ kind: 'bad-answer', detail })
}

/**
 * What was updated since the cursor, by TMF630's filter; a server that ignores it only makes the walk longer. The watermark
 * moves when all was read, and no further than the moment at which the reading began: what was changed since may have moved
 * to a page that was read already.
 *
 * @param size tickets a page; for tests
 */
export async function* changesSince(
  client: OceaneClient,
  cursor: Cursor,
  size = pageSize,
): AsyncGenerator<ChangePage> {
  const { listPath, readPath } = client.config
  if (listPath === undefined || readPath === undefined) return
  const since = cursor.since.getTime()
  const from = Math.max(0, since - overlapMs)
  let began: number | undefined
  /** Up to here everything has surely been seen once all is read, although nothing may have changed since long. */
  let settledAt: number | undefined
  let reached = since
  let ended = false
  const query = { 'lastUpdate.gte': new Date(from).toISOString() }
  for await (const { rows, last } of walk(client, query, { size, pages: mostPages })) {
    began ??= client.now().getTime()
    settledAt ??= (client.toldTime()?.getTime() ?? 0) - overlapMs
    ended = last
    const changes = rows
      .map((wire) => changeOf(wire, client))
      .filter(({ updatedAt }) => updatedAt.getTime() >= from)
    for (const { updatedAt } of changes) {
      if (updatedAt.getTime() <= began) reached = Math.max(reached, updatedAt.getTime())
    }
    yield { changes, next: last ? { since: new Date(Math.max(reached, settledAt)) } : cursor }
  }
  if (ended) return
  const detail = `Oceane’s list has no end after ${mostPages} pages: it seems to ignore the filter lastUpdate.gte.`
  throw new ProviderError({ kind: 'bad-answer', detail })
}
