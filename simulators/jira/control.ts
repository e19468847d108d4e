import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import type { Site } from './site.ts'
import { customKinds, permissionKeys, type JiraState, type Webhook } from './state/model.ts'
import { byId } from './state/lookup.ts'

const permissions = z.partialRecord(z.enum(permissionKeys), z.boolean())
const requiredField = z.strictObject({
  id: z.string(),
  name: z.string(),
  kind: z.enum(customKinds).optional(),
  options: z.array(z.string()).optional(),
  hasDefault: z.boolean().optional(),
})
const webhook = z.strictObject({
  url: z.url(),
  secret: z.string().optional(),
  events: z.array(z.string()).optional(),
})
const settings = z.strictObject({
  timeZone: z.string().optional(),
  token: z.string().optional(),
  password: z.string().nullable().optional(),
  version: z.string().optional(),
  issueLinkingEnabled: z.boolean().optional(),
  permissions: permissions.optional(),
  projects: z
    .record(
      z.string(),
      z.strictObject({
        permissions: permissions.optional(),
        requiredFields: z.array(requiredField).optional(),
      }),
    )
    .optional(),
})

/** Jira's own switches over HTTP. */
export function addSettings(app: FastifyInstance, site: Site): void {
  app.patch('/_simulator/settings', (request) => changeSettings(site.state, settings.parse(request.body)))
}

export function readWebhook(_state: JiraState, body: unknown): Webhook {
  return webhook.parse(body)
}

/** Every issue with what tells it apart. */
export function countable(state: JiraState) {
  return [...state.issues.values()].map((issue) => {
    const { id, key, summary, labels, properties, comments, created, updated } = issue
    return {
      id,
      key,
      project: byId(state.projects, issue.projectId).key,
      status: byId(state.statuses, issue.statusId).name,
      summary,
      labels,
      properties,
      comments: comments.map((comment) => ({ id: comment.id, properties: comment.properties })),
      created: new Date(created).toISOString(),
      updated: new Date(updated).toISOString(),
    }
  })
}

function changeSettings(state: JiraState, change: z.infer<typeof settings>) {
  if (change.timeZone !== undefined) state.me.timeZone = change.timeZone
  const { token, password, version, issueLinkingEnabled } = change
  const given = { token, password, version, issueLinkingEnabled }
  Object.assign(state, Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)))
  Object.assign(state.permissions, change.permissions)
  for (const project of state.projects) {
    const wanted = change.projects?.[project.key]
    Object.assign(project.permissions, wanted?.permissions)
    project.requiredFields = wanted?.requiredFields ?? project.requiredFields
  }
  const { me, permissions: held, projects } = state
  return {
    timeZone: me.timeZone,
    permissions: held,
    projects: projects.map(({ key, permissions: own, requiredFields }) => ({
      key,
      permissions: own,
      requiredFields,
    })),
  }
}
