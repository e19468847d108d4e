import type { FastifyInstance } from 'fastify'
import { sendPage } from '../../ground/pages/parts.ts'
import { addSwitches } from '../../ground/pages/switches.ts'
import { html } from '../../ground/html.ts'
import { findIssue } from '../issues/find.ts'
import { JiraError } from '../rest/answer.ts'
import type { Site } from '../site.ts'
import { actions } from './actions.ts'
import { homePage } from './home.ts'
import { issuePage } from './issue.ts'
import { page } from './layout.ts'
import { readTypedWebhook, webhooksPage } from './webhooks.ts'
import { switchesLook } from './switches.ts'

/** Pages for people. They need no login: the simulator listens on loopback and holds made-up data. */
export function addPages(app: FastifyInstance, site: Site): void {
  app.get<{ Querystring: { project?: string } }>('/', (request, reply) =>
    sendPage(reply, homePage(site, request.query.project)),
  )
  app.get<{ Params: { key: string } }>('/browse/:key', (request, reply) => {
    const issue = findIssue(site.state, request.params.key)
    if (!issue) return sendPage(reply.status(404), missingPage(request.params.key))
    return issue.key === request.params.key
      ? sendPage(reply, issuePage(site, issue))
      : reply.redirect(`/browse/${issue.key}`)
  })
  app.post<{ Params: { key: string; action: string }; Body: URLSearchParams }>(
    '/browse/:key/:action',
    (request, reply) => {
      const issue = findIssue(site.state, request.params.key)
      const action = actions[request.params.action]
      if (!issue || !action) return sendPage(reply.status(404), missingPage(request.params.key))
      try {
        const left = action(site, issue, request.body)
        return reply.redirect(left ? `/browse/${left.key}` : '/', 303)
      } catch (error) {
        if (!(error instanceof JiraError)) throw error
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
  addWebhooks(app, site)
}

function addWebhooks(app: FastifyInstance, site: Site): void {
  app.get('/webhooks', (_request, reply) => sendPage(reply, webhooksPage(site)))
  app.post<{ Body: URLSearchParams }>('/webhooks', (request, reply) => {
    const typed = readTypedWebhook(request.body)
    if (!typed.webhook) return sendPage(reply.status(400), webhooksPage(site, typed.problem))
    site.state.webhooks.push(typed.webhook)
    return reply.redirect('/webhooks', 303)
  })
  app.post('/webhooks/none', (_request, reply) => {
    site.state.webhooks.length = 0
    return reply.redirect('/webhooks', 303)
  })
}

function missingPage(key: string): string {
  return page(
    'Not found',
    html`<h1>${key} does not exist</h1>
      <p>It may have been deleted.</p>`,
  )
}
