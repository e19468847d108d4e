import type {
  AzureDevOpsState,
  FieldDefinition,
  Person,
  Project,
  WorkItem,
  WorkItemState,
  WorkItemType,
} from './model.ts'

const same = (left: string, right: string) => left.toLowerCase() === right.toLowerCase()

export function findProject(state: AzureDevOpsState, nameOrId: string): Project | undefined {
  return state.projects.find(({ id, name }) => same(name, nameOrId) || same(id, nameOrId))
}

export function findType(project: Project, name: string): WorkItemType | undefined {
  return project.types.find((type) => same(type.name, name) || same(type.referenceName, name))
}

/** Every field that the organization has, of all types together. */
export function findField(state: AzureDevOpsState, referenceName: string): FieldDefinition | undefined {
  const fields = state.projects.flatMap(({ types }) => types.flatMap((type) => type.fields))
  return fields.find((field) => same(field.referenceName, referenceName))
}

/** By display name, e-mail address, id, or `Name <address>`. */
export function findPerson(state: AzureDevOpsState, text: string): Person | undefined {
  return state.people.find((person) =>
    [person.name, person.email, person.id, personText(person)].some((form) => same(form, text)),
  )
}

export function personText({ name, email }: Person): string {
  return `${name} <${email}>`
}

function must<T>(value: T | undefined, what: string): T {
  if (value === undefined) throw new Error(`The simulator's state has no ${what}.`)
  return value
}

export function projectOf(state: AzureDevOpsState, item: WorkItem): Project {
  const name = String(item.fields['System.TeamProject'])
  return must(findProject(state, name), `project ${name}`)
}

export function typeOf(state: AzureDevOpsState, item: WorkItem): WorkItemType {
  const name = String(item.fields['System.WorkItemType'])
  return must(findType(projectOf(state, item), name), `type ${name}`)
}

export function stateOf(state: AzureDevOpsState, item: WorkItem): WorkItemState {
  const name = item.fields['System.State']
  return must(
    typeOf(state, item).states.find((candidate) => candidate.name === name),
    `work item state ${String(name)}`,
  )
}

export function personById(state: AzureDevOpsState, id: string): Person {
  return must(
    state.people.find((person) => person.id === id),
    `person ${id}`,
  )
}

export function isDeleted(item: WorkItem): boolean {
  return item.fields['System.IsDeleted'] === true
}
