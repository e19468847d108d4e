import { ProviderError } from '../../provider.ts'
import type { JiraClient } from '../client.ts'
import type { SearchQuery } from '../search.ts'
import type { WireIssue } from '../wire.ts'
import { wireServerSearch } from './wire.ts'

/** How often a search is begun anew because entries moved while it was read. */
const mostRestarts = 3

/**
 * The pages of a search. They are places in a result that is made anew for each page: an edit in between moves others up
 * and one of them past the reader. So each page begins with the last entry of the one before; where it does not, the reading
 * begins anew. Entries may come twice.
 * https://developer.atlassian.com/server/jira/platform/rest/v10003/api-group-search/#api-api-2-search-post
 */
export async function* searchServer(
  client: JiraClient,
  query: SearchQuery,
): AsyncGenerator<{ issues: WireIssue[]; last: boolean }> {
  let place = 0
  let restarts = 0
  let before: string | undefined
  for (;;) {
    const { jql, fields, maxResults } = query
    const page = await client.post('/search', { jql, fields, maxResults, startAt: place }, wireServerSearch)
    if (before !== undefined && page.issues[0]?.id !== before && restarts < mostRestarts) {
      restarts += 1
      place = 0
      before = undefined
      continue
    }
    // An index may hold entries that are gone: a page can be shorter than it says and not be the last.
    const step = Math.max(page.issues.length, Math.min(page.maxResults ?? maxResults, maxResults))
    const last = place + step >= page.total
    if (!last && page.issues.length === 0) {
      throw new ProviderError({ kind: 'bad-answer', detail: 'A page of the search is empty before its end.' })
    }
    yield { issues: page.issues, last }
    if (last) return
    place += Math.max(1, step - 1)
    before = step > 1 ? page.issues.at(-1)?.id : undefined
  }
}
