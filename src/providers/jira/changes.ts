import { ProviderError, type ChangePage, type Cursor } from '../provider.ts'
import type { JiraClient } from './client.ts'
import { momentOf, versionOf } from './map.ts'
import type { WireIssue } from './wire.ts'

/** How far the search may lag behind: so far back every poll looks again. Repeats are dropped by version. */
export const overlapMs = 5 * 60_000

const pageSize = 1000

/** No issue is older than Jira, and JQL does not take every small number for a moment. */
const firstJira = Date.UTC(2002, 0)

function changeOf(wire: WireIssue): ChangePage['changes'][number] {
  const updatedAt = momentOf(wire.fields?.updated)
  if (updatedAt) return { issueId: wire.id, version: versionOf(updatedAt), updatedAt }
  throw new ProviderError({ kind: 'bad-answer', detail: `Jira does not say when ${wire.key} was updated.` })
}

const latest = (changes: ChangePage['changes'], from: number) =>
  changes.reduce((max, { updatedAt }) => Math.max(max, updatedAt.getTime()), from)

/**
 * What was updated since the cursor.
 *
 * Jira's page tokens are not trusted over a long walk: when an issue on a page that was read is edited or deleted, those
 * behind it move up and one may be jumped over. So each page starts a new search at the last moment that was read; the token
 * is used only where that does not lead on, because a whole page has one moment or is too new to be settled.
 * Epoch milliseconds, because JQL understands dates in the account's time zone.
 *
 * @param size entries a page; for tests
 */
export async function* changesSince(
  client: JiraClient,
  cursor: Cursor,
  size = pageSize,
): AsyncGenerator<ChangePage> {
  const { search, searchStepMs: step } = client.edition
  const floored = (moment: number) => moment - (moment % step)
  let since = cursor.since.getTime()
  /** Up to here everything has surely been seen once the last page is read, although nothing may have changed since long. */
  let settledAt: number | undefined
  let from = floored(Math.max(firstJira, since - overlapMs))
  for (;;) {
    const query = {
      jql: `updated >= ${from} ORDER BY updated ASC, key ASC`,
      fields: ['updated'],
      maxResults: size,
    }
    let restart: number | undefined
    for await (const { issues, last } of search(client, query)) {
      settledAt ??= (client.toldTime()?.getTime() ?? 0) - overlapMs
      const changes = issues.map(changeOf)
      // A fresh edit shows its new moment while the index still sorts by the old one. Only what is older than the lag
      // tells for sure how far the reading has come.
      const settled = changes.filter(
        ({ updatedAt }) => updatedAt.getTime() <= client.now().getTime() - overlapMs,
      )
      const reached = floored(latest(settled, from))
      since = last ? Math.max(latest(changes, since), settledAt) : Math.max(since, reached)
      yield { changes, next: { since: new Date(since) } }
      if (last) return
      if (reached <= from) continue
      restart = reached
      break
    }
    if (restart === undefined) return
    from = restart
  }
}
