import type { NewSupportTicket } from '../../../api/help-desk.ts'
import type { SupportField } from '../../../api/help-desk-lists.ts'
import { lengthFault } from '../../../ui/characters.ts'
import type { Choice } from '../fields/catalogue-select.tsx'
import { draftOf, valueOf, type Draft } from '../fields/draft.ts'

export interface DeskValues {
  title: string
  /** Markdown. */
  description: string
  /** Empty: the first of the list. */
  typeId: string
  priority: 'low' | 'medium' | 'high'
  product: Choice | null
  version: Choice | null
  customer: Choice | null
  assignee: string
  /** By the field’s id. */
  fields: Record<string, Draft>
}

export const titleLimit = 255
export const descriptionLimit = 32_000

export const startingValues: DeskValues = {
  title: '',
  description: '',
  typeId: '',
  priority: 'medium',
  product: null,
  version: null,
  customer: null,
  assignee: '',
  fields: {},
}

/** What would be right, where it can be told without the hub. */
export const check = ({ title, description }: DeskValues) => ({
  title: lengthFault(title, { max: titleLimit }),
  description:
    description.length > descriptionLimit ? lengthFault(description, { max: descriptionLimit }) : null,
})

/** Only what somebody said: the rest is the hub’s to choose. */
export function bodyOf(values: DeskValues, known: SupportField[]): NewSupportTicket {
  const { title, description, typeId, priority, product, version, customer, assignee } = values
  const fields = known
    .map(({ id, kind }) => [id, valueOf(kind, values.fields[id] ?? draftOf(kind, null))] as const)
    .filter(([, value]) => value !== null)
  return {
    title: title.trim(),
    description,
    priority,
    ...(typeId ? { typeId } : {}),
    ...(product ? { productId: product.id } : {}),
    ...(product && version ? { versionId: version.id } : {}),
    ...(customer ? { customerId: customer.id } : {}),
    ...(assignee.trim() ? { assignee: assignee.trim() } : {}),
    ...(fields.length > 0 ? { fields: Object.fromEntries(fields) } : {}),
  }
}

/** What the hub said, under the names of the form. */
export function formErrors(said: Record<string, string>): Record<string, string> {
  const names: Record<string, string> = { productId: 'product', versionId: 'version', customerId: 'customer' }
  return Object.fromEntries(Object.entries(said).map(([field, message]) => [names[field] ?? field, message]))
}
