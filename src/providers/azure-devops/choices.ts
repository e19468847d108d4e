import { pathStep } from '../path-step.ts'
import type { Choice } from '../provider.ts'
import { inProject, type AdoClient } from './client.ts'
import type { AdoDestination } from './config.ts'
import { priorityField } from './patch.ts'
import {
  wireArea,
  wireProjects,
  wireTypeFields,
  wireTypes,
  type WireArea,
  type WireTypeField,
} from './wire.ts'

const named = (name: string): Choice => ({ value: name, label: name })

const pageSize = 500
const mostProjects = 5000

/** https://learn.microsoft.com/en-us/rest/api/azure/devops/core/projects/list?view=azure-devops-rest-7.1 */
export async function projects(client: AdoClient): Promise<Choice[]> {
  const names: string[] = []
  while (names.length < mostProjects) {
    const query = { $top: String(pageSize), $skip: String(names.length) }
    const { value } = await client.get({ path: '/_apis/projects', query }, wireProjects)
    names.push(...value.map(({ name }) => name))
    if (value.length < pageSize) break
  }
  return names.toSorted((a, b) => a.localeCompare(b, 'en')).map(named)
}

/** https://learn.microsoft.com/en-us/rest/api/azure/devops/wit/work-item-types/list?view=azure-devops-rest-7.1 */
export async function workItemTypes(client: AdoClient, project: string): Promise<Choice[]> {
  const { value } = await client.get({ path: inProject(project, '/_apis/wit/workitemtypes') }, wireTypes)
  return value.filter(({ isDisabled }) => isDisabled !== true).map(({ name }) => named(name))
}

/** https://learn.microsoft.com/en-us/rest/api/azure/devops/wit/work-item-types-field/list?view=azure-devops-rest-7.1 */
export async function typeFields(client: AdoClient, project: string, type: string): Promise<WireTypeField[]> {
  const path = inProject(project, `/_apis/wit/workitemtypes/${pathStep(type)}/fields`)
  return (await client.get({ path, query: { $expand: 'all' } }, wireTypeFields)).value
}

function pathsOf(area: WireArea, above: string): string[] {
  const path = above + area.name
  return [path, ...(area.children ?? []).flatMap((child) => pathsOf(child, `${path}\\`))]
}

/** More levels than an area path can have. */
const depth = '20'

/**
 * The tree of areas as the paths that work items show, `CloudOps\AWS`: the nodes' own paths have another form.
 * https://learn.microsoft.com/en-us/rest/api/azure/devops/wit/classification-nodes/get?view=azure-devops-rest-7.1
 */
export async function areaPaths(client: AdoClient, project: string): Promise<Choice[]> {
  const path = inProject(project, '/_apis/wit/classificationnodes/areas')
  return pathsOf(await client.get({ path, query: { $depth: depth } }, wireArea), '').map(named)
}

/** What nearly every process has; a project that was not chosen yet cannot be asked. */
const usualPriorities = ['1', '2', '3', '4']

async function priorities(client: AdoClient, within: Partial<AdoDestination>): Promise<Choice[]> {
  if (within.project === undefined) return usualPriorities.map(named)
  const fields = await typeFields(client, within.project, within.workItemType ?? 'Task')
  const values = fields.find(({ referenceName }) => referenceName === priorityField)?.allowedValues ?? []
  return values.length > 0 ? values.map((value) => named(String(value))) : usualPriorities.map(named)
}

export async function choicesOf(
  client: AdoClient,
  field: string,
  within: Partial<AdoDestination>,
): Promise<Choice[]> {
  if (field === 'project') return projects(client)
  if (field === 'priority') return priorities(client, within)
  if (within.project === undefined) return []
  if (field === 'workItemType') return workItemTypes(client, within.project)
  return field === 'areaPath' ? areaPaths(client, within.project) : []
}
