import { ProviderError } from '../provider.ts'
import type { AdoClient } from './client.ts'
import { wireRevisions, type WireRevision } from './wire.ts'

/** Where reading begins: at a place that the service named, or at a moment. */
export type Start = { token: string } | { since: Date }

/**
 * The sequence is the whole organisation's. A project's own would lose items that are moved to another one, and one
 * poll for each project would cost more.
 */
export const anchorScope = 'organization'

const bySince = 'since '

export const positionOf = (start: Start) =>
  'token' in start ? start.token : `${bySince}${start.since.toISOString()}`

export const startOf = (position: string): Start =>
  position.startsWith(bySince) ? { since: new Date(position.slice(bySince.length)) } : { token: position }

export interface RevisionPage {
  revisions: WireRevision[]
  /** The place behind this page; absent where the service names none. */
  token: string | undefined
  last: boolean
}

const tokenIn = (nextLink: string | null | undefined) =>
  nextLink && URL.canParse(nextLink) ? new URL(nextLink).searchParams.get('continuationToken') : null

/**
 * The revisions of all work items, in the order in which they were written. A page can be short or empty without being
 * the last; only `isLastBatch` says so. There is no index behind it that could lag.
 * https://learn.microsoft.com/en-us/rest/api/azure/devops/wit/reporting-work-item-revisions/read-reporting-revisions-get?view=azure-devops-rest-7.1
 *
 * @param of which fields, and whether only each item's latest revision; deleted items are always among them
 */
export async function* revisions(
  client: AdoClient,
  start: Start,
  of: { fields: string[]; latestOnly: boolean },
): AsyncGenerator<RevisionPage> {
  const seen = new Set<string>()
  const query = {
    fields: of.fields.join(','),
    includeDeleted: 'true',
    ...(of.latestOnly && { includeLatestOnly: 'true' }),
  }
  let from = start
  for (;;) {
    // The two may not be combined.
    const place: Record<string, string> =
      'token' in from ? { continuationToken: from.token } : { startDateTime: from.since.toISOString() }
    const call = { path: '/_apis/wit/reporting/workitemrevisions', query: { ...query, ...place } }
    const page = await client.get(call, wireRevisions)
    const token = page.continuationToken || tokenIn(page.nextLink) || undefined
    const last = page.isLastBatch
    if (!last && (token === undefined || seen.has(token))) {
      const detail = 'The revisions go on, but Azure DevOps does not say where.'
      throw new ProviderError({ kind: 'bad-answer', detail })
    }
    yield { revisions: page.values, token, last }
    if (last || token === undefined) return
    seen.add(token)
    from = { token }
  }
}
