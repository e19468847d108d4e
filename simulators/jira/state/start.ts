import { createHash } from 'node:crypto'
import {
  permissionKeys,
  type Edition,
  type JiraState,
  type Permissions,
  type Person,
  type Project,
} from './model.ts'
import { defaultFields, type JiraSeed, type ProjectSeed } from './seed.ts'
import { issueTypes, priorities, resolutions, statuses, transitions } from './workflow.ts'

export interface Account {
  email: string
  token: string
  /** Of a server, where one may sign in with it. */
  password?: string
  displayName: string
}

/** A fresh site. The same seed always gives the same ids. */
export function newState(seed: JiraSeed, account: Account, edition: Edition = 'cloud'): JiraState {
  const me = newPerson({ name: account.displayName, email: account.email }, seed.timeZone)
  return {
    edition,
    version: '10.3.1',
    title: 'Simulated Jira',
    me,
    token: account.token,
    password: account.password ?? null,
    issueLinkingEnabled: true,
    searchLimit: 1000,
    people: [me, ...seed.people.map((person) => newPerson(person, seed.timeZone))],
    permissions: Object.fromEntries(permissionKeys.map((key) => [key, true])) as Permissions,
    projects: seed.projects.map(newProject),
    issueTypes: structuredClone(issueTypes),
    customFields: structuredClone(seed.customFields ?? defaultFields),
    priorities: structuredClone(priorities),
    resolutions: structuredClone(resolutions),
    statuses: structuredClone(statuses),
    transitions: structuredClone(transitions),
    issues: new Map(),
    index: new Map(),
    keys: new Map(),
    webhooks: [],
    lastId: 10_100,
  }
}

function newPerson(person: { name: string; email: string }, timeZone: string): Person {
  const accountId = createHash('sha256').update(person.email).digest('hex').slice(0, 24)
  const [userName = ''] = person.email.split('@')
  return { accountId, userName, timeZone, ...person }
}

function newProject(seed: ProjectSeed, place: number): Project {
  const id = 10_000 + place
  return {
    id: String(id),
    key: seed.key,
    name: seed.name,
    components: (seed.components ?? []).map((name, row) => ({ id: String(id * 10 + row), name })),
    permissions: { ...seed.permissions },
    requiredFields: structuredClone(seed.requiredFields ?? []),
    lastNumber: 0,
  }
}

export function nextId(state: JiraState): string {
  state.lastId += 1
  return String(state.lastId)
}
