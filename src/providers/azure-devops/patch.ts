import type { Draft, FilledField } from '../provider.ts'
import type { AdoDestination } from './config.ts'
import { paragraphs } from './html.ts'
import { hubTag, tagOf } from './map.ts'

export interface PatchOperation {
  op: 'add'
  path: string
  value: unknown
}

/** What is written, cleaned and within the limits. */
export interface Content {
  title: string
  description: string
  priority?: string | undefined
  backlink?: Draft['backlink']
  fields: FilledField[]
}

export const priorityField = 'Microsoft.VSTS.Common.Priority'

/** The form of a Bug shows this field in the description's place. */
const bugField = 'Microsoft.VSTS.TCM.ReproSteps'

/** The fields that take the description, by the type's name. */
export const descriptionFields = (workItemType: string) =>
  workItemType.toLowerCase() === 'bug' ? ['System.Description', bugField] : ['System.Description']

const longestLink = 2000

/** An address that others than the hub's own machine and network can open. */
function isPublic(address: string): boolean {
  if (!URL.canParse(address) || address.length > longestLink) return false
  const { protocol, hostname } = new URL(address)
  const isName = /^[^.].*\.[a-z][a-z0-9-]*$/u.test(hostname)
  return /^https?:$/u.test(protocol) && isName && !/\.(?:internal|lan|local|localhost)$/u.test(hostname)
}

const wholeNumber = /^\d+$/u

function valueOf({ type, value }: FilledField): string | number {
  if (type === 'number') return Number(value)
  if (type === 'paragraph') return paragraphs(value)
  // Noon, so that the day is the same in nearly every time zone in which people read it.
  return type === 'date' ? `${value}T12:00:00Z` : value
}

/** https://learn.microsoft.com/en-us/rest/api/azure/devops/wit/work-items/create?view=azure-devops-rest-7.1 */
export function patchOf(
  content: Content,
  to: { destination: AdoDestination; marker: string },
): PatchOperation[] {
  const { destination, marker } = to
  const { title, description, priority, backlink } = content
  const values: Record<string, unknown> = {
    // First, so that none of them can take the place of a field that the hub fills.
    ...Object.fromEntries(content.fields.map((field) => [field.id, valueOf(field)])),
    'System.Title': title,
    ...(description &&
      Object.fromEntries(descriptionFields(destination.workItemType).map((f) => [f, description]))),
    ...(priority !== undefined && {
      [priorityField]: wholeNumber.test(priority) ? Number(priority) : priority,
    }),
    ...(destination.areaPath !== undefined && { 'System.AreaPath': destination.areaPath }),
    'System.Tags': `${hubTag}; ${tagOf(marker)}`,
  }
  const fields = Object.entries(values).map(([name, value]) => ({
    op: 'add' as const,
    path: `/fields/${name}`,
    value,
  }))
  if (!backlink || !isPublic(backlink.url)) return fields
  const link = { rel: 'Hyperlink', url: backlink.url, attributes: { comment: backlink.label } }
  return [...fields, { op: 'add', path: '/relations/-', value: link }]
}
