import { html } from '../../ground/html.ts'
import { callPresets, creationPresets, type SwitchesLook } from '../../ground/pages/switches.ts'
import { organizationUrl, type Site } from '../site.ts'
import { page } from './layout.ts'

export function switchesLook(site: Site): SwitchesLook {
  const { state } = site
  return {
    page,
    presets: [
      ...creationPresets('work item', { method: 'POST', path: '/*/*/_apis/wit/workitems/*$' }),
      ...callPresets,
    ],
    summary: () =>
      html`<p>
        ${state.items.size} work items in <code>${organizationUrl(site)}</code>. The API takes the token
        <code>${state.token}</code> with an empty user name.
      </p>`,
  }
}
