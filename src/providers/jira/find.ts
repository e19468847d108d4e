import { ProviderError, type Anchor, type Found } from '../provider.ts'
import type { JiraClient } from './client.ts'
import { carries, issueFields, issueOf, labelOf, markName } from './map.ts'
import { batchSize, fetchBatch, usual } from './read.ts'
import { quoted, search } from './search.ts'
import { wirePermissions, type WireIssue } from './wire.ts'

/** More new issues than this since the anchor, and a person had better look. */
const mostBatches = 100

async function findInIndex(client: JiraClient, marker: string): Promise<WireIssue | undefined> {
  const query = {
    jql: `labels = ${quoted(labelOf(marker))}`,
    fields: issueFields,
    properties: [markName],
    maxResults: 100,
  }
  for await (const { issues } of search(client, query)) {
    const own = issues.find((issue) => carries(issue, marker))
    if (own) return own
  }
  return undefined
}

/**
 * Whoever may not browse the project sees none of its issues, which must not pass for absence.
 * https://developer.atlassian.com/cloud/jira/platform/rest/v3/api-group-permissions/#api-rest-api-3-mypermissions-get
 */
async function mayBrowse(client: JiraClient, project: string): Promise<boolean> {
  const query = new URLSearchParams({ permissions: 'BROWSE_PROJECTS', projectKey: project })
  try {
    const answer = await client.get(`/mypermissions?${query}`, wirePermissions)
    return answer.permissions.BROWSE_PROJECTS?.havePermission === true
  } catch (error) {
    if (error instanceof ProviderError && error.fault.kind === 'not-found') return false
    throw error
  }
}

/** Reads the keys after the anchor one by one, without the index, until a whole batch of them was never given out. */
async function findAfter(client: JiraClient, marker: string, anchor: Anchor): Promise<Found> {
  const first = Number(anchor.position) + 1
  if (!Number.isSafeInteger(first))
    return { outcome: 'unsure', because: `“${anchor.position}” is no issue number.` }
  for (let batch = 0; batch < mostBatches; batch += 1) {
    const start = first + batch * batchSize
    const keys = Array.from({ length: batchSize }, (_, index) => `${anchor.scope}-${start + index}`)
    const { issues } = await fetchBatch(client, keys, usual)
    const own = issues.find((issue) => carries(issue, marker))
    if (own) return { outcome: 'found', issue: issueOf(own, client.site) }
    if (issues.length > 0) continue
    if (await mayBrowse(client, anchor.scope)) return { outcome: 'absent' }
    return { outcome: 'unsure', because: `The integration user may not browse the project ${anchor.scope}.` }
  }
  const because = `More than ${mostBatches * batchSize} issues were created in ${anchor.scope} since then.`
  return { outcome: 'unsure', because }
}

/** See README.md: first the index, which answers at once where it already knows, then the keys themselves. */
export async function findIssue(
  client: JiraClient,
  marker: string,
  anchor: Anchor | undefined,
): Promise<Found> {
  const indexed = await findInIndex(client, marker)
  if (indexed) return { outcome: 'found', issue: issueOf(indexed, client.site) }
  if (anchor) return findAfter(client, marker, anchor)
  const because =
    'Jira’s search does not know the issue, but it lags behind, and no issue number was noted before.'
  return { outcome: 'unsure', because }
}
