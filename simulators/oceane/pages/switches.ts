import { html } from '../../ground/html.ts'
import { callPresets, creationPresets, type SwitchesLook } from '../../ground/pages/switches.ts'
import { tokenPath } from '../api/dispatch.ts'
import type { Site } from '../site.ts'
import { page } from './layout.ts'

const asksToken = { method: 'POST', path: `${tokenPath}$` }

export function switchesLook({ state }: Site): SwitchesLook {
  return {
    page,
    presets: [
      ...creationPresets('ticket', { method: 'POST', path: '/troubleTicket$' }),
      { name: 'Next token: 500', rule: { when: asksToken, times: 1, effect: { status: 500 } } },
      { name: 'Tokens 2 s slower', rule: { when: asksToken, effect: { latencyMs: 2000 } } },
      ...callPresets,
    ],
    summary: () =>
      html`<p>
        ${state.tickets.size} tickets. Tokens are given to the Client ID <code>${state.clientId}</code> with
        the secret <code>${state.clientSecret}</code>.
      </p>`,
  }
}
