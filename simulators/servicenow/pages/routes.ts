import type { FastifyInstance, FastifyReply } from 'fastify'
import { html } from '../../ground/html.ts'
import { sendPage } from '../../ground/pages/parts.ts'
import { addSwitches } from '../../ground/pages/switches.ts'
import { ServiceNowError } from '../api/answer.ts'
import type { Site } from '../site.ts'
import { actions } from './actions.ts'
import { formPage } from './form.ts'
import { addInstance } from './instance.ts'
import { page } from './layout.ts'
import { formPath, listPage } from './list.ts'
import { addRules } from './rules.ts'
import { switchesLook } from './switches.ts'

/** Pages for people. They need no login: the simulator listens on loopback and holds made-up data. */
export function addPages(app: FastifyInstance, site: Site): void {
  const incident = (id: string) => site.state.tables.incident.get(id)
  app.get('/', (_request, reply) => sendPage(reply, listPage(site)))
  app.get<{ Querystring: { uri?: string } }>('/nav_to.do', (request, reply) => {
    const [, id] = /^incident\.do\?sys_id=([0-9a-f]{32})$/u.exec(request.query.uri ?? '') ?? []
    return reply.redirect(id ? `/incident.do?sys_id=${id}` : '/')
  })
  app.get<{ Querystring: { sys_id?: string } }>('/incident.do', (request, reply) => {
    const row = incident(request.query.sys_id ?? '')
    return row ? sendPage(reply, formPage(site, row)) : missing(reply)
  })
  app.post<{ Params: { id: string; action: string }; Body: URLSearchParams }>(
    '/incident/:id/:action',
    (request, reply) => {
      const row = incident(request.params.id)
      const action = actions[request.params.action]
      if (!row || !action) return missing(reply)
      try {
        const left = action(site, row, request.body)
        return reply.redirect(left ? formPath(left) : '/', 303)
      } catch (error) {
        if (!(error instanceof ServiceNowError)) throw error
        return sendPage(
          reply.status(400),
          page(
            'Not done',
            html`<h1>Not done</h1>
              <p role="alert">${error.message}</p>`,
          ),
        )
      }
    },
  )
  addSwitches(app, site, switchesLook(site))
  addRules(app, site)
  addInstance(app, site)
}

function missing(reply: FastifyReply): FastifyReply {
  return sendPage(
    reply.status(404),
    page(
      'Not found',
      html`<h1>Record not found</h1>
        <p>It may have been deleted.</p>`,
    ),
  )
}
