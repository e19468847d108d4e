import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { faultsSchema, noFaults, type Faults } from './faults/model.ts'
import type { Site } from './site.ts'
import { permissionKeys, type Issue, type JiraState } from './state/model.ts'
import { byId } from './state/lookup.ts'

const permissions = z.partialRecord(z.enum(permissionKeys), z.boolean())
const requiredField = z.strictObject({
  id: z.string(),
  name: z.string(),
  options: z.array(z.string()).optional(),
})
const webhook = z.strictObject({
  url: z.url(),
  secret: z.string().optional(),
  events: z.array(z.string()).optional(),
})
const settings = z.strictObject({
  timeZone: z.string().optional(),
  token: z.string().optional(),
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

/** The switches over HTTP, for tests and demos in another process. */
export function addControl(app: FastifyInstance, site: Site, reset: () => void): void {
  app.get('/_simulator/faults', () => site.faults)
  app.put('/_simulator/faults', (request) => setFaults(site, faultsSchema.parse(request.body)))
  app.get('/_simulator/calls', () => site.calls)
  app.get('/_simulator/issues', () =>
    [...site.state.issues.values()].map((issue) => countable(site.state, issue)),
  )
  app.get('/_simulator/webhooks', () => site.state.webhooks)
  app.post('/_simulator/webhooks', (request, reply) => {
    site.state.webhooks.push(webhook.parse(request.body))
    return reply.status(201).send(site.state.webhooks)
  })
  app.delete('/_simulator/webhooks', () => {
    site.state.webhooks = []
    return site.state.webhooks
  })
  app.patch('/_simulator/settings', (request) => changeSettings(site.state, settings.parse(request.body)))
  app.post('/_simulator/reset', (_request, reply) => {
    reset()
    return reply.status(204).send()
  })
}

/** Replaces all switches at once; in place, because tests hold on to the object. */
export function setFaults(site: Site, faults: Faults): Faults {
  return Object.assign(site.faults, noFaults(), faults)
}

function countable(state: JiraState, issue: Issue) {
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
}

function changeSettings(state: JiraState, change: z.infer<typeof settings>) {
  if (change.timeZone !== undefined) state.me.timeZone = change.timeZone
  if (change.token !== undefined) state.token = change.token
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
