import { pathStep } from '../path-step.ts'
import { ProviderError, type Draft, type Issue } from '../provider.ts'
import { cleanLine } from '../text.ts'
import { inProject, type AdoClient } from './client.ts'
import type { AdoDestination } from './config.ts'
import { descriptionOf } from './html.ts'
import { issueOf } from './map.ts'
import { patchOf, type Content, type PatchOperation } from './patch.ts'
import { wireItem } from './wire.ts'

export const titleLimit = 255
/** https://learn.microsoft.com/en-us/azure/devops/organizations/settings/work/object-limits */
export const descriptionLimit = 1_000_000

function refuse(field: string, message: string): never {
  throw new ProviderError({ kind: 'invalid', detail: message, fields: { [field]: message } })
}

/** Azure DevOps' limits, checked before anything is sent: a text is refused with its field, never cut silently (AX4). */
function checked(draft: Draft): Content {
  const title = cleanLine(draft.title)
  if (title === '') refuse('title', 'Azure DevOps needs a title.')
  if (title.length > titleLimit) {
    refuse('title', `The title has ${title.length} characters; Azure DevOps takes ${titleLimit}.`)
  }
  const description = descriptionOf(draft)
  if (description.length > descriptionLimit) {
    const size = `${description.length} characters with its context and as HTML`
    refuse('description', `The description has ${size}; Azure DevOps takes ${descriptionLimit}.`)
  }
  const fields = draft.fields ?? []
  for (const { id, name, type, value } of fields) {
    if (!/^\w+(?:\.\w+)*$/u.test(id)) refuse(id, `“${id}” is no reference name of a field.`)
    if (type === 'number' && !Number.isFinite(Number(value))) refuse(id, `${name} needs a number.`)
  }
  return { title, description, priority: draft.priority, backlink: draft.backlink, fields }
}

/** The address keeps its `$`, which stands before every type. */
export const creationOf = ({ project, workItemType }: AdoDestination) =>
  inProject(project, `/_apis/wit/workitems/$${pathStep(workItemType)}`)

export function creationBody(
  draft: Draft,
  to: { destination: AdoDestination; marker: string },
): PatchOperation[] {
  return patchOf(checked(draft), to)
}

/**
 * One request: the item, its tags and its link come into being together.
 * https://learn.microsoft.com/en-us/rest/api/azure/devops/wit/work-items/create?view=azure-devops-rest-7.1
 */
export async function createIssue(
  client: AdoClient,
  draft: Draft,
  to: { destination: AdoDestination; marker: string },
): Promise<Issue> {
  const body = creationBody(draft, to)
  const created = await client.post({ path: creationOf(to.destination), body, patch: true }, wireItem)
  const issue = issueOf(created, client.organization)
  return issue.title === '' ? { ...issue, title: cleanLine(draft.title) } : issue
}
