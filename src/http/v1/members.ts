import { z } from 'zod'
import { changeMember, leaveWorkspace, removeMember } from '../../admin/members.ts'
import { resetTwoFactor } from '../../admin/reset-two-factor.ts'
import type { Deps } from '../../deps.ts'
import type { Actor } from '../../domain/actor.ts'
import { listMembers, type MemberView } from '../../store/members.ts'
import { ChangeMember, Member, MemberQuery } from '../contract/people.ts'
import { Id, pageOf, Problem } from '../contract/shared.ts'
import { actorOf } from '../guard.ts'
import type { Api } from './api.ts'
import { instant } from './views.ts'

const tags = ['People']
const config = { demands: 'members:manage' as const }
const params = z.object({ id: Id })

const answer = (actor: Actor, row: MemberView): Member => ({
  id: row.id,
  name: row.name,
  email: row.email,
  role: row.role,
  joinedAt: row.createdAt.toISOString(),
  lastSeenAt: instant(row.lastSeenAt),
  twoFactor: row.twoFactor,
  you: actor.id === `user:${row.userId}`,
})

/** The addresses under `/v1/members`, and `POST /v1/me/leave`. */
export function memberRoutes(app: Api, deps: Deps): void {
  app.get('/v1/members', {
    config,
    schema: {
      tags,
      summary: 'List the people of this workspace, by name',
      querystring: MemberQuery,
      response: { 200: pageOf(Member) },
    },
    handler: async (request) => {
      const actor = actorOf(request)
      const page = await listMembers(deps.store.db, actor.workspaceId, request.query)
      return { ...page, items: page.items.map((row) => answer(actor, row)) }
    },
  })

  app.patch('/v1/members/:id', {
    config,
    schema: {
      tags,
      summary: 'Give a member another role',
      params,
      body: ChangeMember,
      response: { 200: Member, 403: Problem, 404: Problem, 409: Problem, 422: Problem },
    },
    handler: async (request) => {
      const actor = actorOf(request)
      const { role } = request.body
      return answer(actor, await changeMember(deps, actor, { id: request.params.id, role }))
    },
  })

  app.delete('/v1/members/:id', {
    config,
    schema: {
      tags,
      summary: 'Take a member out of this workspace',
      params,
      response: { 204: z.null(), 403: Problem, 404: Problem, 409: Problem },
    },
    handler: async (request, reply) => {
      await removeMember(deps, actorOf(request), request.params.id)
      return reply.status(204).send(null)
    },
  })

  app.post('/v1/members/:id/reset-two-factor', {
    config,
    schema: {
      tags,
      summary: 'Switch a member’s two-factor off, where their device is lost; they are told by mail',
      params,
      response: { 204: z.null(), 403: Problem, 404: Problem, 409: Problem },
    },
    handler: async (request, reply) => {
      await resetTwoFactor(deps, actorOf(request), request.params.id)
      return reply.status(204).send(null)
    },
  })

  app.post('/v1/me/leave', {
    config: { demands: 'signed-in', alsoWithoutTwoFactor: true },
    // For people only, so that it is not described to programs.
    schema: {
      hide: true,
      response: { 204: z.null(), 403: Problem, 409: Problem },
    },
    handler: async (request, reply) => {
      await leaveWorkspace(deps, actorOf(request))
      return reply.status(204).send(null)
    },
  })
}
