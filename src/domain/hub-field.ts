import type { FieldKind } from './field-value.ts'

/** A field of a help-desk ticket that can be mapped to a field of the tracker (C43). */
export interface HubField {
  /** `priority`, or `field:<id>` for one of the workspace's own. */
  name: string
  title: string
  kind: FieldKind
  /** Names that it takes. */
  options?: string[]
  /** Whether a change in the tracker is taken over (C6); else it is only sent, once (CX2). */
  comesBack: boolean
}

/** Title, description, type, product and status are mapped always (C1, C40). */
export const ownFields: HubField[] = [
  {
    name: 'priority',
    title: 'Priority',
    kind: 'option',
    options: ['low', 'medium', 'high'],
    comesBack: true,
  },
  { name: 'assignee', title: 'Assigned to', kind: 'user', comesBack: true },
  { name: 'version', title: 'Reported version', kind: 'option', comesBack: true },
  { name: 'customer', title: 'Customer', kind: 'text', comesBack: false },
  { name: 'product', title: 'Product', kind: 'text', comesBack: false },
  { name: 'alias', title: 'Ticket number', kind: 'text', comesBack: false },
  { name: 'createdBy', title: 'Created by', kind: 'user', comesBack: false },
]

/** What a field of the workspace's own is called in a mapping. */
export const ownFieldName = (id: string) => `field:${id}`

/** The id in the name of a workspace's own field. */
export const ownFieldId = (name: string) => (name.startsWith('field:') ? name.slice(6) : undefined)
