import type { SupportChange } from '../../desk/support/support-change.ts'

/** What a member of a ticket's document is about; `own` ones are told and cannot be set. */
export type Target = Exclude<keyof SupportChange, 'fields'> | 'jiraKey' | 'force' | 'id' | 'number' | 'own'

/** Letter case, blanks, dots and dashes make no difference (C58, CX17). */
export const fold = (name: string) => name.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '')

const named: Record<Target, string[]> = {
  title: ['Name', 'Title'],
  description: ['Description'],
  priority: ['Priority', 'Severity'],
  typeName: ['TicketTypeName', 'TicketType'],
  typeId: ['TicketTypeID'],
  statusName: ['TicketStatusName', 'TicketStatus', 'Status'],
  statusId: ['TicketStatusID', 'StatusID'],
  productName: ['ProductName', 'Product'],
  productId: ['ProductID'],
  versionName: ['ReportedVersion', 'ReportedVersionName', 'VersionName'],
  versionId: ['ReportedVersionID', 'VersionID'],
  customerName: ['CustomerName', 'Customer'],
  customerId: ['CustomerID'],
  assignee: ['AssignedTo', 'Assignee'],
  jiraKey: ['JiraKey', 'JiraIssueKey'],
  force: ['JiraForce'],
  id: ['ID', 'TicketID'],
  number: ['TicketNumber'],
  own: ['JiraLink', 'JiraStatus', 'JiraState', 'CreatorName', 'DateCreated', 'DateModified', 'Warnings'],
}

/** By folded name. */
const targets = new Map(
  Object.entries(named).flatMap(([target, names]) => names.map((name) => [fold(name), target as Target])),
)

export const targetOf = (name: string): Target | undefined => targets.get(fold(name))

/** What a target is called where the document itself did not name it. */
export const nameOf = (target: string): string =>
  target === 'issue' ? 'JiraKey' : (named[target as Target]?.[0] ?? target)

export interface CustomField {
  id: string
  name: string
}

/** What XML takes in a name, as far as people write it. */
const notInNames = /[^\w\u00C0-\u00D6\u00D8-\u00F6\u00F8-\u02FF\u0370-\u037D\u037F-\u1FFF\u3001-\uD7FF]+/u

/** The element of a field: its name without what XML does not take, or its id where that is no name of its own. */
export function elementOfField(field: CustomField, all: CustomField[]): string {
  const words = field.name.split(notInNames).filter(Boolean)
  const name = words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('')
  const isOwn = all.every(({ id, name: other }) => id === field.id || fold(other) !== fold(name))
  return /^[^\W\d]|^[\u00C0-\uD7FF]/u.test(name) &&
    fold(name) &&
    !targetOf(name) &&
    isOwn &&
    name !== '__proto__'
    ? name
    : `Field_${field.id}`
}

/** The fields that an element may mean: one, or several whose names differ in nothing that counts. */
export function fieldsNamed(element: string, all: CustomField[]): CustomField[] {
  const said = fold(element)
  const byId = all.filter(({ id }) => said === fold(`Field_${id}`))
  if (byId.length > 0) return byId
  return all.filter((field) => said === fold(field.name) || said === fold(elementOfField(field, all)))
}
