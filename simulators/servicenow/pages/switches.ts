import { html } from '../../ground/html.ts'
import { callPresets, creationPresets, type SwitchesLook } from '../../ground/pages/switches.ts'
import type { Site } from '../site.ts'
import { page } from './layout.ts'

export function switchesLook({ state }: Site): SwitchesLook {
  return {
    page,
    presets: [
      ...creationPresets('incident', { method: 'POST', path: '/api/now/table/incident$' }),
      ...callPresets,
    ],
    summary: () =>
      html`<p>
        ${state.tables.incident.size} incidents. The API takes <code>${state.integrationUser}</code> with the
        password <code>${state.passwords.get(state.integrationUser)}</code>.
      </p>`,
  }
}
