import { ProviderError, type Anchor, type Found } from '../../provider.ts'
import type { JiraClient } from '../client.ts'
import { anchorOf, carries, issueOf, labelOf } from '../map.ts'
import { usual } from '../read.ts'
import { quoted } from '../search.ts'
import type { WireIssue } from '../wire.ts'
import { lookAt, type Looked } from './read.ts'
import { wireServerUser } from './wire.ts'

/** A number that was given out and whose issue was deleted leaves a gap; so many in a row are the end. */
const longestGap = 25
/** More new numbers than this since the anchor, and a person had better look. */
const mostKeys = 1000

/** A version may wrap the properties once more. */
function isOurs(looked: Looked, marker: string): looked is WireIssue {
  if (typeof looked === 'string') return false
  const wrapped = looked.properties?.properties as WireIssue['properties']
  return carries(looked, marker) || carries({ ...looked, properties: wrapped }, marker)
}

/** By label, in the index; the proof is read from the issue itself, because a search does not show properties. */
async function findInIndex(client: JiraClient, marker: string): Promise<WireIssue | undefined> {
  const query = { jql: `labels = ${quoted(labelOf(marker))}`, fields: ['labels'], maxResults: 100 }
  for await (const { issues } of client.edition.search(client, query)) {
    for (const { id } of issues) {
      const looked = await lookAt(client, id, usual)
      if (isOurs(looked, marker)) return looked
    }
  }
  return undefined
}

/**
 * The highest number that the index knows; it lags behind, so there may be higher ones. Undefined where Jira says that
 * there is no such project, as it does to whoever may not browse it.
 */
async function highestKnown(client: JiraClient, project: string): Promise<number | undefined> {
  const query = { jql: `project = ${quoted(project)} ORDER BY key DESC`, fields: ['labels'], maxResults: 1 }
  try {
    const { value } = await client.edition.search(client, query).next()
    const [issue] = value?.issues ?? []
    return Number(anchorOf(issue?.key ?? '')?.position ?? 0)
  } catch (error) {
    if (error instanceof ProviderError && error.fault.kind === 'invalid') return undefined
    throw error
  }
}

/** Reads the keys after the anchor one by one, without the index, until a row of them was never given out. */
async function findAfter(client: JiraClient, marker: string, { scope, position }: Anchor): Promise<Found> {
  const first = Number(position) + 1
  if (!Number.isSafeInteger(first)) return { outcome: 'unsure', because: `“${position}” is no issue number.` }
  const known = await highestKnown(client, scope)
  if (known === undefined) {
    return { outcome: 'unsure', because: `The integration user may not browse the project ${scope}.` }
  }
  let seen = Math.max(known, first - 1)
  let hidden = 0
  for (let number = first; number <= seen + longestGap; number += 1) {
    if (number - first >= mostKeys) {
      const because = `More than ${mostKeys} issues were created in ${scope} since then.`
      return { outcome: 'unsure', because }
    }
    const looked = await lookAt(client, `${scope}-${number}`, usual)
    if (isOurs(looked, marker)) return { outcome: 'found', issue: issueOf(looked, client.site) }
    if (looked !== 'absent') seen = Math.max(seen, number)
    if (looked === 'hidden') hidden += 1
  }
  await client.get('/myself', wireServerUser)
  if (hidden === 0) return { outcome: 'absent' }
  const because = `${hidden} of the newer issues in ${scope} may not be seen by the integration user.`
  return { outcome: 'unsure', because }
}

/** See README.md: first the index, which answers at once where it already knows, then the keys themselves. */
export async function findOnServer(
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
