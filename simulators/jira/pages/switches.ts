import { html } from '../../ground/html.ts'
import { callPresets, creationPresets, type SwitchesLook } from '../../ground/pages/switches.ts'
import type { Site } from '../site.ts'
import { page } from './layout.ts'

export function switchesLook({ state }: Site): SwitchesLook {
  return {
    page,
    presets: [...creationPresets('issue', { method: 'POST', path: '/rest/api/3/issue$' }), ...callPresets],
    summary: () =>
      html`<p>
        ${state.issues.size} issues. The API takes <code>${state.me.email}</code> with the token
        <code>${state.token}</code>.
      </p>`,
  }
}
