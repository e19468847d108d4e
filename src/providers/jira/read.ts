import type { ReadResult } from '../provider.ts'
import type { JiraClient } from './client.ts'
import type { ReadWires, Wanted } from './edition.ts'
import { issueFields, issueOf, markName } from './map.ts'
import { wireBulk, wireIssue, wireUser, type WireIssue } from './wire.ts'

/** Jira's own limit for one bulk fetch. */
export const batchSize = 100

/**
 * Fresh issues by id or key, with the hub's mark. Issues that do not exist or may not be seen are left out by Jira.
 * https://developer.atlassian.com/cloud/jira/platform/rest/v3/api-group-issues/#api-rest-api-3-issue-bulkfetch-post
 */
export async function fetchBatch<T extends WireIssue>(
  client: JiraClient,
  idsOrKeys: string[],
  { fields, schema }: Wanted<T>,
) {
  const answer = await client.post(
    '/issue/bulkfetch',
    { issueIdsOrKeys: idsOrKeys, fields, properties: [markName] },
    wireBulk(schema),
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

export const readOnCloud: ReadWires = async <T extends WireIssue>(
  client: JiraClient,
  ids: string[],
  wanted: Wanted<T>,
) => {
  const asked = [...new Set(ids)]
  const result: { wires: T[]; gone: string[] } = { wires: [], gone: [] }
  for (let start = 0; start < asked.length; start += batchSize) {
    const batch = asked.slice(start, start + batchSize)
    const answer = await fetchBatch(client, batch, wanted)
    const refused = new Set((answer.issueErrors ?? []).flatMap(({ id }) => id ?? []))
    result.wires.push(...answer.issues)
    result.gone.push(...goneOf(batch, answer.issues, refused))
  }
  return result
}

/** What every ticket needs to know of its issue. */
export const usual: Wanted<WireIssue> = { fields: issueFields, schema: wireIssue }

export async function readIssues(client: JiraClient, ids: string[]): Promise<ReadResult> {
  const { wires, gone } = await client.edition.read(client, ids, usual)
  return { issues: wires.map((wire) => issueOf(wire, client.site)), gone }
}
