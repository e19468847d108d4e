import { addWorkspace, changeWorkspace } from '../../admin/workspaces.ts'
import type { Deps } from '../../deps.ts'
import { notFound } from '../../domain/refusal.ts'
import { findWorkspace, type Workspace as Row } from '../../store/workspaces.ts'
import { ChangeWorkspace, NewWorkspace, Workspace } from '../contract/people.ts'
import { Problem } from '../contract/shared.ts'
import { actorOf } from '../guard.ts'
import { inOneTransaction, oncePerKey } from '../idempotency.ts'
import type { Api } from './api.ts'

const tags = ['People']

const answer = ({ id, name, createdAt, settings }: Row): Workspace => ({
  id,
  name,
  createdAt: createdAt.toISOString(),
  twoFactorRequired: settings.twoFactorRequired ?? false,
})

/** `/v1/workspace`, and making another one. */
export function workspaceRoutes(app: Api, deps: Deps): void {
  app.get('/v1/workspace', {
    config: { demands: 'members:manage' },
    schema: { tags, summary: 'The workspace one is in', response: { 200: Workspace } },
    handler: async (request) => {
      const found = await findWorkspace(deps.store.db, actorOf(request).workspaceId)
      if (!found) throw notFound('workspace')
      return answer(found)
    },
  })

  app.patch('/v1/workspace', {
    config: { demands: 'workspace:manage' },
    schema: {
      tags,
      summary: 'Rename the workspace, or ask its members for two-factor; what is absent stays',
      body: ChangeWorkspace,
      response: { 200: Workspace, 422: Problem },
    },
    handler: async (request) => answer(await changeWorkspace(deps, actorOf(request), request.body)),
  })

  app.post('/v1/workspaces', {
    config: { demands: 'workspace:manage' },
    schema: {
      tags,
      summary: 'Make another workspace, as its owner',
      body: NewWorkspace,
      response: { 201: Workspace, 422: Problem },
    },
    handler: async (request, reply) => {
      const work = inOneTransaction(deps, request, async (inside) => {
        const made = await addWorkspace(inside, actorOf(request), request.body)
        return { status: 201, body: answer(made) }
      })
      await oncePerKey(deps, { request, reply }, work)
    },
  })
}
