import type { FastifyInstance } from 'fastify'
import { html } from '../../ground/html.ts'
import { listTable, sendPage } from '../../ground/pages/parts.ts'
import { newSubscription } from '../control.ts'
import { eventTypes } from '../hooks/publish.ts'
import type { Site } from '../site.ts'
import { page } from './layout.ts'

/** Where an administrator adds service hooks: in the real one, Project settings > Service hooks. */
export function addHooksPage(app: FastifyInstance, site: Site): void {
  app.get('/hooks', (_request, reply) => sendPage(reply, hooksPage(site)))
  app.post<{ Body: URLSearchParams }>('/hooks', (request, reply) => {
    const url = request.body.get('url')?.trim() ?? ''
    if (!URL.canParse(url)) {
      const problem = 'the URL must be a whole address, like https://hub.example.com/…'
      return sendPage(reply.status(400), hooksPage(site, problem))
    }
    const { webhooks } = site.state
    webhooks.push(newSubscription(webhooks, { url, ...typedRest(request.body) }))
    return reply.redirect('/hooks', 303)
  })
  app.post('/hooks/none', (_request, reply) => {
    site.state.webhooks.length = 0
    return reply.redirect('/hooks', 303)
  })
}

/** Extra headers are typed as `Name: value`, one a line. */
function typedRest(form: URLSearchParams) {
  const event = form.get('event') ?? ''
  const [username, password] = [form.get('username')?.trim(), form.get('password')]
  const headers = [...(form.get('headers') ?? '').matchAll(/^([\w-]+):[ \t]*(.+?)\s*$/gm)]
  return {
    ...(event && { events: [event] }),
    ...(username && { username }),
    ...(password && { password }),
    ...(headers.length > 0 && {
      headers: Object.fromEntries(headers.map(([, name = '', value = '']) => [name, value])),
    }),
  }
}

function hooksPage({ state }: Site, problem?: string): string {
  const rows = state.webhooks.map(
    ({ url, events, status, username, password, notifications }) =>
      html`<tr>
        <td><code>${url}</code></td>
        <td>${events?.join(', ') ?? 'all events'}</td>
        <td>${username || password ? 'basic' : 'none'}</td>
        <td>${status === 'enabled' ? 'enabled' : 'disabled: the receiver answered 410'}</td>
        <td>${notifications}</td>
      </tr>`,
  )
  const content = html`
    <h1>Service hooks</h1>
    ${problem !== undefined && html`<p role="alert"><b>Not added:</b> ${problem}</p>`}
    ${
      rows.length === 0
        ? html`<p class="faint">None yet.</p>`
        : listTable(['URL', 'Event', 'Authentication', 'State', 'Events'], rows)
    }
    <h2>Create a subscription: Web Hooks</h2>
    <form method="post" action="/hooks">
      <label for="event">Trigger on this type of event</label>
      <select id="event" name="event">
        <option value="">All work item events</option>
        ${eventTypes.map((event) => html`<option value="${event}">${event}</option>`)}
      </select>
      <label for="url">URL</label>
      <input id="url" name="url" type="url" size="80" required />
      <label for="username">Basic authentication username</label>
      <input id="username" name="username" autocomplete="off" />
      <label for="password">Basic authentication password</label>
      <input id="password" name="password" size="60" autocomplete="off" />
      <label for="headers">HTTP headers, one a line as <code>Name: value</code></label>
      <textarea id="headers" name="headers" rows="2"></textarea>
      <button>Finish</button>
    </form>
    ${rows.length > 0 && html`<form method="post" action="/hooks/none"><button>Remove all</button></form>`}
  `
  return page('Service hooks', content)
}
