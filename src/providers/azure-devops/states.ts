import { statusCategories, type StatusCategory } from '../../domain/status.ts'
import { pathStep } from '../path-step.ts'
import { inProject, type AdoClient } from './client.ts'
import { statuses, textOf } from './map.ts'
import { wireStates, type WireItem } from './wire.ts'

/** What the category of an item's state suggests, where the hub's own table does not know the state. */
export type Suggest = (item: WireItem) => Promise<StatusCategory | undefined>

/** AX10: categories have the same names everywhere, states have not. */
const suggestions: Record<string, StatusCategory> = {
  Proposed: 'New',
  InProgress: 'Active',
  Resolved: 'Resolved',
  Completed: 'Closed',
  Removed: 'Closed',
}

const known = new Set(
  statusCategories.flatMap((category) => statuses[category]).map((name) => name.toLowerCase()),
)

/** https://learn.microsoft.com/en-us/rest/api/azure/devops/wit/work-item-type-states/list?view=azure-devops-rest-7.1 */
async function categoriesOf(client: AdoClient, project: string, type: string): Promise<Map<string, string>> {
  const path = inProject(project, `/_apis/wit/workitemtypes/${pathStep(type)}/states`)
  try {
    const { value } = await client.get({ path }, wireStates)
    return new Map(value.flatMap(({ name, category }) => (category ? [[name, category]] : [])))
  } catch {
    // A suggestion can be done without; what was asked for in the first place cannot.
    return new Map()
  }
}

/**
 * Asks for the states of a type once in a client's life, and only when a state turns up that the hub's table does not
 * know: polling costs nothing more in a project with the usual states.
 */
export function createSuggest(client: AdoClient): Suggest {
  const asked = new Map<string, Promise<Map<string, string>>>()
  return async (item) => {
    const state = textOf(item, 'System.State')
    const project = textOf(item, 'System.TeamProject')
    const type = textOf(item, 'System.WorkItemType')
    if (!state || !project || !type || known.has(state.toLowerCase())) return undefined
    const key = JSON.stringify([project, type])
    const categories = asked.get(key) ?? categoriesOf(client, project, type)
    asked.set(key, categories)
    return suggestions[(await categories).get(state) ?? '']
  }
}
