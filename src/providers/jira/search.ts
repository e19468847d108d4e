import { ProviderError } from '../provider.ts'
import type { JiraClient } from './client.ts'
import { wireSearch, type WireIssue } from './wire.ts'

export interface SearchQuery {
  jql: string
  fields: string[]
  properties?: string[]
  maxResults: number
}

const byNumber = (character: string) => String.raw`\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`

/**
 * A text as a JQL string: nothing in it can end the string. Jira takes no control characters as they are.
 * https://support.atlassian.com/jira-software-cloud/docs/search-for-work-items-using-the-text-field/
 */
export function quoted(text: string): string {
  return `"${text.replace(/[\\"]/gu, String.raw`\$&`).replace(/\p{Cc}/gu, byNumber)}"`
}

/**
 * The pages of a search. The index lags behind by seconds to minutes; never take “not found” here for “not there”.
 * https://developer.atlassian.com/cloud/jira/platform/rest/v3/api-group-issue-search/#api-rest-api-3-search-jql-post
 */
export async function* search(
  client: JiraClient,
  query: SearchQuery,
): AsyncGenerator<{ issues: WireIssue[]; last: boolean }> {
  const seen = new Set<string>()
  let token: string | undefined
  for (;;) {
    const page = await client.post(
      '/search/jql',
      { ...query, ...(token !== undefined && { nextPageToken: token }) },
      wireSearch,
    )
    const next = page.nextPageToken ?? undefined
    if (page.isLast === false && !next) {
      throw new ProviderError({
        kind: 'bad-answer',
        detail: 'The search says that there is more, but not where.',
      })
    }
    if (next && seen.has(next)) {
      throw new ProviderError({ kind: 'bad-answer', detail: 'The pages of the search go round in a circle.' })
    }
    const last = page.isLast === true || !next
    yield { issues: page.issues, last }
    if (last || !next) return
    seen.add(next)
    token = next
  }
}
