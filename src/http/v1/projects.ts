import { record } from '../../audit/record.ts'
import { z } from 'zod'
import type { Deps } from '../../deps.ts'
import { listProjects, saveProject, type Project as ProjectRow } from '../../store/projects.ts'
import { NewProject, Project } from '../contract/project.ts'
import { Problem } from '../contract/shared.ts'
import { actorOf } from '../guard.ts'
import { inOneTransaction, oncePerKey } from '../idempotency.ts'
import type { Api } from './api.ts'

const tags = ['Projects']

const answer = ({ id, key, name, createdAt }: ProjectRow) => ({
  id,
  key,
  name,
  createdAt: createdAt.toISOString(),
})

/** The addresses under `/v1/projects` (AX24). */
export function projectRoutes(app: Api, deps: Deps): void {
  app.get('/v1/projects', {
    config: { demands: 'projects:read' },
    schema: { tags, summary: 'List projects', response: { 200: z.object({ items: z.array(Project) }) } },
    handler: async (request) => {
      const rows = await listProjects(deps.store.db, actorOf(request).workspaceId)
      return { items: rows.map(answer) }
    },
  })

  app.post('/v1/projects', {
    config: { demands: 'projects:manage' },
    schema: {
      tags,
      summary: 'Add a project, or rename the one with that key',
      body: NewProject,
      response: { 201: Project, 422: Problem },
    },
    handler: async (request, reply) => {
      const { workspaceId } = actorOf(request)
      const work = inOneTransaction(deps, request, async (inside) => {
        const { store, ctx } = inside
        const row = { id: ctx.newId(), workspaceId, createdAt: ctx.now(), ...request.body }
        const saved = await saveProject(store.db, row)
        const { id, key, name } = saved
        const deed = { action: 'project.saved', target: { id, name }, after: { key, name } }
        await record(inside, actorOf(request), deed)
        return { status: 201, body: answer(saved) }
      })
      await oncePerKey(deps, { request, reply }, work)
    },
  })
}
