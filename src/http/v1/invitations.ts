import { z } from 'zod'
import { invite, sendAgain, withdrawInvitation, type Invited } from '../../admin/invitations.ts'
import type { Deps } from '../../deps.ts'
import { listInvitations, type Invitation as Row } from '../../store/invitations.ts'
import { Invitation, NewInvitation, SentInvitation } from '../contract/people.ts'
import { Id, pageOf, PageQuery, Problem } from '../contract/shared.ts'
import { actorOf } from '../guard.ts'
import { inOneTransaction, oncePerKey } from '../idempotency.ts'
import type { Api } from './api.ts'

const tags = ['People']
const config = { demands: 'members:manage' as const }
const params = z.object({ id: Id })

function mailState({ byMail, mailedAt, mailProblem }: Row): Invitation['mail'] {
  if (!byMail) return 'by-hand'
  if (mailedAt) return 'sent'
  return mailProblem === null ? 'waiting' : 'refused'
}

const answer = (row: Row, now: Date): Invitation => ({
  id: row.id,
  email: row.email,
  role: row.role,
  invitedBy: row.invitedBy,
  createdAt: row.createdAt.toISOString(),
  expiresAt: row.expiresAt.toISOString(),
  expired: row.expiresAt <= now,
  mail: mailState(row),
  mailProblem: row.mailProblem,
})

/** The addresses under `/v1/invitations`. */
export function invitationRoutes(app: Api, deps: Deps): void {
  const sent = ({ invitation, link }: Invited) => ({ ...answer(invitation, deps.ctx.now()), link })

  app.get('/v1/invitations', {
    config,
    schema: {
      tags,
      summary: 'List invitations that were not accepted yet, newest first',
      querystring: PageQuery,
      response: { 200: pageOf(Invitation) },
    },
    handler: async (request) => {
      const page = await listInvitations(deps.store.db, actorOf(request).workspaceId, request.query)
      const now = deps.ctx.now()
      return { ...page, items: page.items.map((row) => answer(row, now)) }
    },
  })

  app.post('/v1/invitations', {
    config,
    schema: {
      tags,
      summary: 'Invite somebody into this workspace',
      body: NewInvitation,
      response: { 201: SentInvitation, 403: Problem, 409: Problem, 422: Problem },
    },
    handler: async (request, reply) => {
      const work = inOneTransaction(deps, request, async (inside) => {
        const invited = await invite(inside, actorOf(request), request.body)
        return { status: 201, body: sent(invited), secret: invited.link !== null }
      })
      await oncePerKey(deps, { request, reply }, work)
    },
  })

  app.post('/v1/invitations/:id/send-again', {
    config,
    schema: {
      tags,
      summary: 'Send an invitation again, with a new link for another seven days',
      params,
      response: { 200: SentInvitation, 403: Problem, 404: Problem },
    },
    handler: async (request) => sent(await sendAgain(deps, actorOf(request), request.params.id)),
  })

  app.delete('/v1/invitations/:id', {
    config,
    schema: {
      tags,
      summary: 'Withdraw an invitation: its link works no more',
      params,
      response: { 204: z.null(), 403: Problem, 404: Problem },
    },
    handler: async (request, reply) => {
      await withdrawInvitation(deps, actorOf(request), request.params.id)
      return reply.status(204).send(null)
    },
  })
}
