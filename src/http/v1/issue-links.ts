import { z } from 'zod'
import { issueBox } from '../../desk/support-link/issue-box.ts'
import { linkIssue } from '../../desk/support-link/link-issue.ts'
import { previewIssue } from '../../desk/support-link/preview-issue.ts'
import { pushIssue } from '../../desk/support-link/push-issue.ts'
import { searchIssues } from '../../desk/support-link/search-issues.ts'
import { unlinkIssue } from '../../desk/support-link/unlink-issue.ts'
import type { Deps } from '../../deps.ts'
import { SupportTicket } from '../contract/help-desk.ts'
import { FoundIssue, IssueBox, IssuePreview, PreviewIssue, SetIssue } from '../contract/issue-link.ts'
import { Id, Problem } from '../contract/shared.ts'
import { actorOf } from '../guard.ts'
import type { Api } from './api.ts'
import { supportTicketAnswer } from './help-desk-views.ts'
import { Ref, supportTicketOf } from './support-ticket-ref.ts'
import { faultView } from './views.ts'

const tags = ['Help desk']
const read = { demands: 'help-desk:read' as const }
const write = { demands: 'help-desk:write' as const }
const refusals = { 404: Problem, 409: Problem, 422: Problem, 502: Problem }

/** The addresses under `/v1/support-tickets/:ref/issue`: a ticket’s issue in the tracker. */
export function issueLinkRoutes(app: Api, deps: Deps): void {
  app.get('/v1/support-tickets/:ref/issue', {
    config: read,
    schema: {
      tags,
      summary: 'What can be done about the ticket’s issue (C38)',
      params: Ref,
      response: { 200: IssueBox, 404: Problem },
    },
    handler: async (request) => {
      const actor = actorOf(request)
      const { id } = await supportTicketOf(deps, actor, request.params.ref)
      return issueBox(deps, actor, id)
    },
  })

  app.post('/v1/support-tickets/:ref/issue/preview', {
    config: write,
    schema: {
      tags,
      summary: 'What a new issue would be, and what it lacks; nothing is stored (CX25)',
      params: Ref,
      body: PreviewIssue,
      response: { 200: IssuePreview, ...refusals },
    },
    handler: async (request) => {
      const actor = actorOf(request)
      const { id } = await supportTicketOf(deps, actor, request.params.ref)
      const preview = await previewIssue(deps, actor, { ticketId: id, given: request.body.values })
      return {
        instance: preview.instance,
        destination: preview.destinationLabel,
        explanation: preview.explanation,
        refused: faultView(preview.refused),
        missing: preview.missing,
        unreachable: faultView(preview.unreachable),
      }
    },
  })

  app.get('/v1/support-tickets/:ref/issue/search', {
    config: write,
    schema: {
      tags,
      summary: 'Issues that the ticket could be linked to, by key or words, read live (C2)',
      params: Ref,
      querystring: z.object({
        q: z.string().trim().min(1, 'a key or words').max(200),
        instanceId: Id.optional(),
      }),
      response: { 200: z.object({ items: z.array(FoundIssue) }), ...refusals },
    },
    handler: async (request) => {
      const actor = actorOf(request)
      const { id: ticketId } = await supportTicketOf(deps, actor, request.params.ref)
      const { q: text, instanceId } = request.query
      const issues = await searchIssues(deps, actor, { ticketId, text, instanceId })
      return {
        items: issues.map(({ key, title, url, status }) => ({
          key,
          title,
          url,
          status: status?.name ?? null,
        })),
      }
    },
  })

  app.post('/v1/support-tickets/:ref/issue', {
    config: write,
    schema: {
      tags,
      summary: 'Create the ticket’s issue, or link it to one that exists (C1, C2, C65)',
      params: Ref,
      body: SetIssue,
      response: { 200: SupportTicket, ...refusals },
    },
    handler: async (request) => {
      const actor = actorOf(request)
      const { id: ticketId } = await supportTicketOf(deps, actor, request.params.ref)
      const { body } = request
      if ('new' in body)
        await pushIssue(deps, actor, { ticketId, ...(body.values && { given: body.values }) })
      else {
        const { key: issue, instanceId, replace: replaces = false } = body
        await linkIssue(deps, actor, { ticketId, issue, instanceId, replaces })
      }
      return supportTicketAnswer(await supportTicketOf(deps, actor, ticketId))
    },
  })

  app.delete('/v1/support-tickets/:ref/issue', {
    config: write,
    schema: {
      tags,
      summary: 'Unlink the ticket from its issue; the issue stays (CX13)',
      params: Ref,
      response: { 200: SupportTicket, 404: Problem, 409: Problem },
    },
    handler: async (request) => {
      const actor = actorOf(request)
      const { id: ticketId } = await supportTicketOf(deps, actor, request.params.ref)
      await unlinkIssue(deps, actor, { ticketId })
      return supportTicketAnswer(await supportTicketOf(deps, actor, ticketId))
    },
  })
}
