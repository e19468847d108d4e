import { html } from '../../ground/html.ts'
import type { Site } from '../site.ts'
import type { Webhook } from '../state/model.ts'
import { page } from './layout.ts'

/** Where an administrator registers webhooks: in a real Jira, Settings > System > WebHooks. */
export function webhooksPage({ state }: Site, problem?: string): string {
  const content = html`
    <h1>WebHooks</h1>
    ${problem !== undefined && html`<p role="alert"><b>Not added:</b> ${problem}</p>`}
    ${state.webhooks.length === 0 && html`<p class="faint">None yet.</p>`}
    <ul>
      ${state.webhooks.map(
        ({ url, secret }) =>
          html`<li><code>${url}</code> <span class="faint">${secret ? 'signed' : 'not signed'}</span></li>`,
      )}
    </ul>
    <h2>Create a WebHook</h2>
    <form method="post" action="/webhooks">
      <label for="url">URL</label>
      <input id="url" name="url" type="url" size="80" required />
      <label for="secret">Secret</label>
      <input id="secret" name="secret" size="60" autocomplete="off" />
      <button>Create</button>
    </form>
    ${
      state.webhooks.length > 0 &&
      html`<form method="post" action="/webhooks/none"><button>Remove all</button></form>`
    }
  `
  return page('WebHooks', content)
}

/** What was typed, or what is wrong with it. */
export function readTypedWebhook(form: URLSearchParams): { webhook?: Webhook; problem?: string } {
  const url = form.get('url')?.trim() ?? ''
  if (!URL.canParse(url))
    return { problem: 'the URL must be a whole address, like https://hub.example.com/…' }
  const secret = form.get('secret')?.trim()
  return { webhook: { url, ...(secret ? { secret } : {}) } }
}
