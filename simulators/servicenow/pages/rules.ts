import type { FastifyInstance } from 'fastify'
import { html } from '../../ground/html.ts'
import { sendPage } from '../../ground/pages/parts.ts'
import type { Site } from '../site.ts'
import type { Webhook } from '../state/model.ts'
import { page } from './layout.ts'

/** In place of the form of a Business Rule: what the hub's script would hold. */
function rulesPage({ state }: Site, problem?: string): string {
  const content = html`
    <h1>Business Rules</h1>
    ${problem !== undefined && html`<p role="alert"><b>Not added:</b> ${problem}</p>`}
    ${state.webhooks.length === 0 && html`<p class="faint">None yet.</p>`}
    <ul>
      ${state.webhooks.map(({ url }) => html`<li>Tell <code>${url}</code> after insert, change of state and deletion</li>`)}
    </ul>
    <h2>New rule on Incident</h2>
    <form method="post" action="/business-rules">
      <label for="url">Address in the script</label>
      <input id="url" name="url" type="url" size="80" required />
      <label for="secret">Secret in the script</label>
      <input id="secret" name="secret" size="60" autocomplete="off" />
      <button>Submit</button>
    </form>
    ${
      state.webhooks.length > 0 &&
      html`<form method="post" action="/business-rules/none"><button>Remove all</button></form>`
    }
  `
  return page('Business Rules', content)
}

function readTyped(form: URLSearchParams): { webhook?: Webhook; problem?: string } {
  const url = form.get('url')?.trim() ?? ''
  if (!URL.canParse(url))
    return { problem: 'the address must be a whole one, like https://hub.example.com/…' }
  return { webhook: { url, secret: form.get('secret')?.trim() ?? '' } }
}

export function addRules(app: FastifyInstance, site: Site): void {
  app.get('/business-rules', (_request, reply) => sendPage(reply, rulesPage(site)))
  app.post<{ Body: URLSearchParams }>('/business-rules', (request, reply) => {
    const typed = readTyped(request.body)
    if (!typed.webhook) return sendPage(reply.status(400), rulesPage(site, typed.problem))
    site.state.webhooks.push(typed.webhook)
    return reply.redirect('/business-rules', 303)
  })
  app.post('/business-rules/none', (_request, reply) => {
    site.state.webhooks.length = 0
    return reply.redirect('/business-rules', 303)
  })
}
