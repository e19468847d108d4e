import { ProviderError, type ReadResult } from '../../provider.ts'
import type { JiraClient } from '../client.ts'
import { issueFields, issueOf, markName } from '../map.ts'
import { wireIssue, type WireIssue } from '../wire.ts'
import { wireServerUser } from './wire.ts'

/** What Jira says of one id or key: the issue, that there is none, or that this user may not see it. */
export type Looked = WireIssue | 'absent' | 'hidden'

/**
 * One issue as it is now, with the hub's mark. Only this is read from the database; a search, `id in (…)` too, is answered
 * from the index, which on every node is behind by another while.
 * https://developer.atlassian.com/server/jira/platform/rest/v10003/api-group-issue/#api-api-2-issue-issueidorkey-get
 */
export async function lookAt(client: JiraClient, idOrKey: string): Promise<Looked> {
  const query = new URLSearchParams({ fields: issueFields.join(), properties: markName })
  try {
    return await client.get(`/issue/${encodeURIComponent(idOrKey)}?${query}`, wireIssue)
  } catch (error) {
    const kind = error instanceof ProviderError ? error.fault.kind : undefined
    if (kind === 'not-found') return 'absent'
    if (kind === 'forbidden') return 'hidden'
    throw error
  }
}

/** How many are asked for at once. */
const atOnce = 5

/** An id or a key; anything else is in no address. */
const isName = (text: string) => /^(\d+|[\p{L}][\p{L}\p{N}_]*-\d+)$/u.test(text)

export async function readOnServer(client: JiraClient, ids: string[]): Promise<ReadResult> {
  const asked = [...new Set(ids)]
  const result: ReadResult = { issues: [], gone: asked.filter((name) => !isName(name)) }
  const names = asked.filter(isName)
  let missing = false
  for (let start = 0; start < names.length; start += atOnce) {
    const batch = names.slice(start, start + atOnce)
    const looked = await Promise.all(batch.map((name) => lookAt(client, name)))
    for (const [place, one] of looked.entries()) {
      if (typeof one === 'object') result.issues.push(issueOf(one, client.site))
      else result.gone.push(batch[place] ?? '')
    }
    missing ||= looked.some((one) => typeof one === 'string')
  }
  // Whoever is not signed in is told the same; and a door in front of Jira answers every address alike.
  if (missing) await client.get('/myself', wireServerUser)
  return result
}
