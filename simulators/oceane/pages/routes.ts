import type { FastifyInstance, FastifyReply } from 'fastify'
import { html } from '../../ground/html.ts'
import { sendPage } from '../../ground/pages/parts.ts'
import { addSwitches } from '../../ground/pages/switches.ts'
import type { Site } from '../site.ts'
import { actions } from './actions.ts'
import { page } from './layout.ts'
import { listPage, pathOf } from './list.ts'
import { addSettingsPage } from './settings.ts'
import { switchesLook } from './switches.ts'
import { ticketPage } from './ticket.ts'

/** Pages for people. They need no login: the simulator listens on loopback and holds made-up data. */
export function addPages(app: FastifyInstance, site: Site): void {
  app.get('/', (_request, reply) => sendPage(reply, listPage(site)))
  app.get<{ Params: { id: string } }>('/tickets/:id', (request, reply) => {
    const ticket = site.state.tickets.get(request.params.id)
    return ticket ? sendPage(reply, ticketPage(site, ticket)) : missing(reply)
  })
  app.post<{ Params: { id: string; action: string }; Body: URLSearchParams }>(
    '/tickets/:id/:action',
    (request, reply) => {
      const ticket = site.state.tickets.get(request.params.id)
      const action = actions[request.params.action]
      if (!ticket || !action) return missing(reply)
      const left = action(site, ticket, request.body)
      return reply.redirect(left ? pathOf(left) : '/', 303)
    },
  )
  addSwitches(app, site, switchesLook(site))
  addSettingsPage(app, site)
}

function missing(reply: FastifyReply): FastifyReply {
  return sendPage(
    reply.status(404),
    page(
      'Not found',
      html`<h1>Ticket not found</h1>
        <p>It may have been deleted.</p>`,
    ),
  )
}
