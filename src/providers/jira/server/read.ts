import { pathStep } from '../../path-step.ts'
import { ProviderError } from '../../provider.ts'
import type { JiraClient } from '../client.ts'
import type { ReadWires, Wanted } from '../edition.ts'
import { markName } from '../map.ts'
import type { WireIssue } from '../wire.ts'
import { wireServerUser } from './wire.ts'

/** What Jira says of one id or key: the issue, that there is none, or that this user may not see it. */
export type Looked<T = WireIssue> = T | 'absent' | 'hidden'

/**
 * One issue as it is now, with the hub's mark. Only this is read from the database; a search, `id in (…)` too, is answered
 * from the index, which on every node is behind by another while.
 * https://developer.atlassian.com/server/jira/platform/rest/v10003/api-group-issue/#api-api-2-issue-issueidorkey-get
 */
export async function lookAt<T extends WireIssue>(
  client: JiraClient,
  idOrKey: string,
  { fields, schema }: Wanted<T>,
): Promise<Looked<T>> {
  const query = new URLSearchParams({ fields: fields.join(), properties: markName })
  try {
    return await client.get(`/issue/${pathStep(idOrKey)}?${query}`, schema)
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

export const readOnServer: ReadWires = async <T extends WireIssue>(
  client: JiraClient,
  ids: string[],
  wanted: Wanted<T>,
) => {
  const asked = [...new Set(ids)]
  const wires: T[] = []
  const gone = asked.filter((name) => !isName(name))
  const names = asked.filter(isName)
  let missing = false
  for (let start = 0; start < names.length; start += atOnce) {
    const batch = names.slice(start, start + atOnce)
    const looked = await Promise.all(batch.map((name) => lookAt(client, name, wanted)))
    for (const [place, one] of looked.entries()) {
      if (typeof one === 'object') wires.push(one)
      else gone.push(batch[place] ?? '')
    }
    missing ||= looked.some((one) => typeof one === 'string')
  }
  // Whoever is not signed in is told the same; and a door in front of Jira answers every address alike.
  if (missing) await client.get('/myself', wireServerUser)
  return { wires, gone }
}
