import type { Issue } from '../../provider.ts'
import type { JiraClient } from '../client.ts'
import { issueFields, issueOf } from '../map.ts'
import { readIssues } from '../read.ts'
import { quoted } from '../search.ts'

const isKey = (text: string) => /^[\p{L}][\p{L}\p{N}_]*-\d+$/u.test(text)

/**
 * What people typed as a text query that asks for nothing else: only its words, in small letters, because signs and
 * words such as OR mean something there. The last word may be half typed.
 */
function textQuery(text: string): string | undefined {
  const words = text.toLowerCase().match(/[\p{L}\p{N}]+/gu)
  return words ? `${words.slice(0, 20).join(' ')}*` : undefined
}

/** C2. A key is read from the database; words are looked up in the index, which lags behind. */
export async function searchIssues(client: JiraClient, text: string, limit: number): Promise<Issue[]> {
  const asked = text.trim()
  if (isKey(asked)) {
    const { issues } = await readIssues(client, [asked.toUpperCase()])
    if (issues.length > 0) return issues
  }
  const words = textQuery(asked)
  if (words === undefined || limit < 1) return []
  const query = {
    jql: `text ~ ${quoted(words)} ORDER BY updated DESC`,
    fields: issueFields,
    maxResults: Math.min(limit, 100),
  }
  const found: Issue[] = []
  for await (const { issues } of client.edition.search(client, query)) {
    found.push(...issues.map((wire) => issueOf(wire, client.site)))
    if (found.length >= limit) break
  }
  return found.slice(0, limit)
}
