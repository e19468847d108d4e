import type { Issue, ReadResult } from '../provider.ts'
import type { AdoClient } from './client.ts'
import { whoAmI } from './identity.ts'
import { issueFields, issueOf } from './map.ts'
import type { Suggest } from './states.ts'
import { wireItems, type WireItem } from './wire.ts'

/** Azure DevOps' own limit for one call. */
const batchSize = 200

const largestId = 2 ** 31 - 1

/** The number that an id is; undefined where it cannot be one of Azure DevOps. */
export function numberOf(id: string): number | undefined {
  const number = /^\d{1,10}$/u.test(id) ? Number(id) : 0
  return number > 0 && number <= largestId ? number : undefined
}

/**
 * Fresh items. Those that do not exist or may not be seen are left out.
 * https://learn.microsoft.com/en-us/rest/api/azure/devops/wit/work-items/get-work-items-batch?view=azure-devops-rest-7.1
 */
export async function fetchItems(client: AdoClient, ids: number[], fields: string[]): Promise<WireItem[]> {
  const items: WireItem[] = []
  for (let start = 0; start < ids.length; start += batchSize) {
    const body = { ids: ids.slice(start, start + batchSize), fields, errorPolicy: 'omit' }
    const { value } = await client.post({ path: '/_apis/wit/workitemsbatch', body }, wireItems)
    const found = value.filter((item) => item !== null)
    // Whoever is not signed in sees nothing, where an organisation shows itself to the public.
    if (found.length === 0) await whoAmI(client)
    items.push(...found)
  }
  return items
}

async function suggested(issue: Issue, item: WireItem, suggest: Suggest): Promise<Issue> {
  const suggestion = issue.status && (await suggest(item))
  return issue.status && suggestion ? { ...issue, status: { ...issue.status, suggestion } } : issue
}

export async function readIssues(client: AdoClient, ids: string[], suggest: Suggest): Promise<ReadResult> {
  const asked = [...new Set(ids)]
  const numbers = new Set(asked.flatMap((id) => numberOf(id) ?? []))
  const items = await fetchItems(client, [...numbers], issueFields)
  const known = new Set(items.map(({ id }) => Number(id)))
  const issues = items.map((item) => suggested(issueOf(item, client.organization), item, suggest))
  return { issues: await Promise.all(issues), gone: asked.filter((id) => !known.has(Number(id))) }
}
