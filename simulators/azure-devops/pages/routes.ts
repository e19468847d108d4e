import type { FastifyInstance } from 'fastify'
import { html } from '../../ground/html.ts'
import { sendPage } from '../../ground/pages/parts.ts'
import { addSwitches } from '../../ground/pages/switches.ts'
import { AzureDevOpsError } from '../rest/answer.ts'
import type { Site } from '../site.ts'
import { actions } from './actions.ts'
import { homePage } from './home.ts'
import { addHooksPage } from './hooks.ts'
import { itemPage } from './item.ts'
import { page } from './layout.ts'
import { itemPath } from './parts.ts'
import { switchesLook } from './switches.ts'

interface ItemAddress {
  Params: { organization: string; project: string; id: string; action: string }
}

const itemRoute = '/:organization/:project/_workitems/edit/:id'

/** Pages for people. They need no login: the simulator listens on loopback and holds made-up data. */
export function addPages(app: FastifyInstance, site: Site): void {
  app.get<{ Querystring: { project?: string } }>('/', (request, reply) =>
    sendPage(reply, homePage(site, request.query.project)),
  )
  app.get<ItemAddress>('/:organization/:project', (request, reply) =>
    sendPage(reply, homePage(site, request.params.project)),
  )
  app.get('/:organization', (_request, reply) => sendPage(reply, homePage(site, undefined)))
  app.get<ItemAddress>(itemRoute, (request, reply) => {
    const item = site.state.items.get(Number(request.params.id))
    return item
      ? sendPage(reply, itemPage(site, item))
      : sendPage(reply.status(404), missingPage(request.params.id))
  })
  app.post<ItemAddress & { Body: URLSearchParams | undefined }>(`${itemRoute}/:action`, (request, reply) => {
    const item = site.state.items.get(Number(request.params.id))
    const action = actions[request.params.action]
    if (!item || !action) return sendPage(reply.status(404), missingPage(request.params.id))
    try {
      const left = action(site, item, request.body ?? new URLSearchParams())
      return reply.redirect(itemPath(site.state, left), 303)
    } catch (error) {
      if (!(error instanceof AzureDevOpsError)) throw error
      const content = html`<h1>Not done</h1>
        <p role="alert">${error.message}</p>`
      return sendPage(reply.status(400), page('Not done', content))
    }
  })
  addHooksPage(app, site)
  addSwitches(app, site, switchesLook(site))
}

function missingPage(id: string): string {
  return page(
    'Not found',
    html`<h1>Work item ${id} does not exist</h1>
      <p>It may have been deleted.</p>`,
  )
}
