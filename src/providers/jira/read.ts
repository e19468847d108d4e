import type { ReadResult } from '../provider.ts'
import type { JiraClient } from './client.ts'
import { issueFields, issueOf, markName } from './map.ts'
import { wireBulk, wireUser, type WireIssue } from './wire.ts'

/** Jira's own limit for one bulk fetch. */
export const batchSize = 100

/**
 * Fresh issues by id or key, with the hub's mark. Issues that do not exist or may not be seen are left out by Jira.
 * https://developer.atlassian.com/cloud/jira/platform/rest/v3/api-group-issues/#api-rest-api-3-issue-bulkfetch-post
 */
export async function fetchBatch(client: JiraClient, idsOrKeys: string[]) {
  const answer = await client.post(
    '/issue/bulkfetch',
    { issueIdsOrKeys: idsOrKeys, fields: issueFields, properties: [markName] },
    wireBulk,
  )
  // A site that can be read without signing in answers a refused credential with nothing instead of a 401.
  if (answer.issues.length === 0) await client.get('/myself', wireUser)
  return answer
}

function goneOf(asked: string[], issues: WireIssue[], refused: Set<string>): string[] {
  const known = new Set(issues.flatMap(({ id, key }) => [id, key]))
  const missing = asked.filter((name) => !known.has(name) && !known.has(name.toUpperCase()))
  // An issue that nobody asked for by this id or key is one that was moved: then no missing key is surely gone.
  const moved = issues.some(({ id, key }) => !asked.some((name) => name === id || name.toUpperCase() === key))
  return missing.filter((name) => refused.has(name) || /^\d+$/u.test(name) || !moved)
}

export async function readIssues(client: JiraClient, ids: string[]): Promise<ReadResult> {
  const asked = [...new Set(ids)]
  const result: ReadResult = { issues: [], gone: [] }
  for (let start = 0; start < asked.length; start += batchSize) {
    const batch = asked.slice(start, start + batchSize)
    const answer = await fetchBatch(client, batch)
    const refused = new Set((answer.issueErrors ?? []).flatMap(({ id }) => id ?? []))
    result.issues.push(...answer.issues.map((wire) => issueOf(wire, client.site)))
    result.gone.push(...goneOf(batch, answer.issues, refused))
  }
  return result
}
