import { areaTree } from './areas.ts'
import { guidOf } from './ids.ts'
import { scopeKeys, type AzureDevOpsState, type Person, type Project, type Scope } from './model.ts'
import { typesOf } from './processes.ts'
import type { AzureDevOpsSeed, ProjectSeed } from './seed.ts'

export interface Account {
  name: string
  email: string
  token: string
}

/** A fresh organization. The same seed always gives the same ids. */
export function newState(seed: AzureDevOpsSeed, account: Account): AzureDevOpsState {
  const me = newPerson(account)
  return {
    organization: seed.organization,
    organizationId: guidOf(`organization ${seed.organization}`),
    me,
    people: [me, ...seed.people.map(newPerson)],
    token: account.token,
    scopes: Object.fromEntries(scopeKeys.map((key) => [key, true])) as Record<Scope, boolean>,
    signIn: 'status-401',
    mayCreateTags: true,
    throttleHint: null,
    revisionBatchSize: 200,
    wiqlLimit: 20_000,
    projects: seed.projects.map(newProject),
    items: new Map(),
    revisions: [],
    index: new Map(),
    webhooks: [],
    lastItemId: 100,
    lastCommentId: 5000,
    lastWatermark: 1000,
  }
}

function newPerson({ name, email }: { name: string; email: string }): Person {
  return {
    id: guidOf(`person ${email}`),
    descriptor: `aad.${Buffer.from(email).toString('base64url')}`,
    name,
    email,
  }
}

function newProject({ name, process, areas }: ProjectSeed, place: number): Project {
  return {
    id: guidOf(`project ${name}`),
    name,
    description: `${process} process`,
    types: typesOf(process),
    areas: areaTree(name, areas, (place + 1) * 1000),
    mayEdit: true,
  }
}
