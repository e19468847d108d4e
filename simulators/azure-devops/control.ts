import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { tagsOf } from './items/tags.ts'
import type { Site } from './site.ts'
import { guidOf } from './state/ids.ts'
import { findProject, findType, isDeleted } from './state/lookup.ts'
import {
  scopeKeys,
  signInWays,
  type AzureDevOpsState,
  type FieldDefinition,
  type Subscription,
} from './state/model.ts'

const subscription = z.strictObject({
  url: z.url(),
  events: z.array(z.string()).optional(),
  username: z.string().optional(),
  password: z.string().optional(),
  headers: z.record(z.string(), z.string()).optional(),
})
const requiredField = z.strictObject({
  referenceName: z.string(),
  name: z.string(),
  allowedValues: z.array(z.string()).optional(),
})
const settings = z.strictObject({
  token: z.string().optional(),
  signIn: z.enum(signInWays).optional(),
  scopes: z.partialRecord(z.enum(scopeKeys), z.boolean()).optional(),
  mayCreateTags: z.boolean().optional(),
  throttleHint: z.number().int().min(1).nullable().optional(),
  revisionBatchSize: z.number().int().min(1).optional(),
  wiqlLimit: z.number().int().min(1).optional(),
  projects: z
    .record(
      z.string(),
      z.strictObject({
        mayEdit: z.boolean().optional(),
        /** By work item type. */
        requiredFields: z.record(z.string(), z.array(requiredField)).optional(),
      }),
    )
    .optional(),
})
type Settings = z.infer<typeof settings>

/** Azure DevOps' own switches over HTTP. */
export function addSettings(app: FastifyInstance, { state }: Site): void {
  app.patch('/_simulator/settings', (request) => {
    change(state, settings.parse(request.body))
    return settingsOf(state)
  })
}

function change(state: AzureDevOpsState, { scopes, projects = {}, ...rest }: Settings): void {
  Object.assign(state, rest)
  Object.assign(state.scopes, scopes)
  for (const [name, { mayEdit, requiredFields = {} }] of Object.entries(projects)) {
    const project = findProject(state, name)
    if (project && mayEdit !== undefined) project.mayEdit = mayEdit
    for (const [type, fields] of Object.entries(requiredFields)) {
      for (const field of fields) requireField(state, { project: name, type, field })
    }
  }
}

/** Adds a field that an administrator made required on a type's form; with values it is a list. */
export function requireField(
  state: AzureDevOpsState,
  place: {
    project: string
    type: string
    field: Pick<FieldDefinition, 'referenceName' | 'name' | 'allowedValues'>
  },
): void {
  const project = findProject(state, place.project)
  const type = project && findType(project, place.type)
  if (!type) throw new Error(`There is no type ${place.type} in ${place.project}.`)
  type.fields.push({ ...place.field, type: 'string', required: true })
}

function settingsOf(state: AzureDevOpsState) {
  const { signIn, scopes, mayCreateTags, throttleHint, revisionBatchSize, wiqlLimit } = state
  return {
    signIn,
    scopes,
    mayCreateTags,
    throttleHint,
    revisionBatchSize,
    wiqlLimit,
    projects: state.projects.map(({ name, mayEdit }) => ({ name, mayEdit })),
  }
}

export function readWebhook({ webhooks }: AzureDevOpsState, body: unknown): Subscription {
  return newSubscription(webhooks, subscription.parse(body))
}

export function newSubscription(
  known: Subscription[],
  asked: Omit<Subscription, 'id' | 'status' | 'notifications'>,
): Subscription {
  const id = guidOf(`subscription ${known.length + 1} ${asked.url}`)
  return { id, status: 'enabled', notifications: 0, ...asked }
}

/** Every work item that was ever made, deleted ones too, with what tells it apart. */
export function countable(state: AzureDevOpsState) {
  return [...state.items.values()].map((item) => ({
    id: item.id,
    rev: item.rev,
    title: item.fields['System.Title'],
    project: item.fields['System.TeamProject'],
    type: item.fields['System.WorkItemType'],
    state: item.fields['System.State'],
    tags: tagsOf(item),
    deleted: isDeleted(item),
    comments: item.comments
      .filter((comment) => !comment.deleted)
      .map(({ id, text, version }) => ({ id, text, version })),
    created: item.fields['System.CreatedDate'],
    changed: item.fields['System.ChangedDate'],
  }))
}
