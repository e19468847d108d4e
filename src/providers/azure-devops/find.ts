import { ProviderError, type Anchor, type Found } from '../provider.ts'
import type { AdoClient } from './client.ts'
import { isSame, whoAmI } from './identity.ts'
import { hasTag, issueFields, issueOf, proofFields, tagOf } from './map.ts'
import { fetchItems } from './read.ts'
import { revisions, startOf } from './revisions.ts'
import { quoted } from './wiql.ts'
import { wireQueryResult, type WireItem } from './wire.ts'

/** More than this was written since the anchor, and a person had better look. */
const mostPages = 100

const mostCopies = 200

/**
 * https://learn.microsoft.com/en-us/rest/api/azure/devops/wit/wiql/query-by-wiql?view=azure-devops-rest-7.1
 */
async function queried(client: AdoClient, tag: string): Promise<number[]> {
  const query = `SELECT [System.Id] FROM WorkItems WHERE [System.Tags] CONTAINS ${quoted(tag)} ORDER BY [System.Id]`
  const call = { path: '/_apis/wit/wiql', query: { $top: String(mostCopies) }, body: { query } }
  const { workItems } = await client.post(call, wireQueryResult)
  return workItems.map(({ id }) => id)
}

/** Ids of everything that ever carried the tag since the anchor, or why that cannot be said. */
async function writtenSince(client: AdoClient, tag: string, anchor: Anchor): Promise<number[] | string> {
  const found = new Set<number>()
  let pages = 0
  try {
    const of = { fields: ['System.Tags'], latestOnly: false }
    for await (const page of revisions(client, startOf(anchor.position), of)) {
      for (const revision of page.revisions) if (hasTag(revision, tag)) found.add(Number(revision.id))
      pages += 1
      if (page.last || found.size > 0) return [...found]
      if (pages === mostPages) break
    }
    return `More than ${mostPages} pages of changes were written in the organisation since then.`
  } catch (error) {
    if (!(error instanceof ProviderError) || error.fault.kind !== 'invalid') throw error
    return `Azure DevOps does not know the place “${anchor.position}” in its sequence of changes (any more).`
  }
}

/** A copy has the tag as well, but whoever copied it as its creator. Of copies by the hub's own user, the first is the original. */
function verdict(client: AdoClient, of: { items: WireItem[]; own: WireItem[]; ids: number[] }): Found {
  const [first] = of.own.toSorted((a, b) => Number(a.id) - Number(b.id))
  if (first) return { outcome: 'found', issue: issueOf(first, client.organization) }
  const [other] = of.items
  const because = other
    ? `Work item ${other.id} carries the tag, but was not created with this token's user: it is a copy, or the token was another one's then.`
    : `Work item ${of.ids.join(', ')} carried the tag, but has been deleted or moved out of sight.`
  return { outcome: 'unsure', because }
}

/** See README.md: first the query, which answers at once, then everything that was written since the anchor. */
export async function findIssue(
  client: AdoClient,
  marker: string,
  anchor: Anchor | undefined,
): Promise<Found> {
  const tag = tagOf(marker)
  const me = await whoAmI(client)
  const judge = async (ids: number[], proven: boolean) => {
    const items = await fetchItems(client, ids, [...issueFields, ...proofFields])
    // A query that was widened on the way must not make a foreign item the hub's.
    const tagged = proven ? items : items.filter((item) => hasTag(item, tag))
    const own = tagged.filter((item) => isSame(me, item.fields?.['System.CreatedBy']))
    return { items: tagged, own, ids }
  }
  const indexed = await judge(await queried(client, tag), false)
  if (indexed.own.length > 0) return verdict(client, indexed)
  if (!anchor) {
    if (indexed.items.length > 0) return verdict(client, indexed)
    const because =
      'The query does not find the tag, but may lag behind, and no place in the sequence of changes was noted before.'
    return { outcome: 'unsure', because }
  }
  const written = await writtenSince(client, tag, anchor)
  if (typeof written === 'string') return { outcome: 'unsure', because: written }
  if (written.length > 0) return verdict(client, await judge(written, true))
  return indexed.items.length > 0 ? verdict(client, indexed) : { outcome: 'absent' }
}
