import type { FastifyInstance } from 'fastify'
import { html } from '../../ground/html.ts'
import { choiceForm, detailTable, sendPage } from '../../ground/pages/parts.ts'
import { changeSettings, type Settings } from '../control.ts'
import type { Site } from '../site.ts'
import { page } from './layout.ts'

/** What a person can set with one click; the rest is at `/_simulator/settings`. */
const switches: Record<string, { label: string; options: Record<string, Settings> }> = {
  lifetime: {
    label: 'Access tokens live',
    options: {
      'an hour': { tokenLifetime: 3600 },
      'ten seconds': { tokenLifetime: 10 },
      'for ever, and do not say so': { tokenLifetime: null },
    },
  },
  tokens: {
    label: 'The token endpoint',
    options: {
      'gives tokens': { tokenMissing: false },
      'answers 200 without a token': { tokenMissing: true },
      'ends every token now': { endTokens: true },
    },
  },
  list: {
    label: 'The list',
    options: {
      'is there, and filters': { listStatus: 200, filterIgnored: false },
      'ignores filters': { listStatus: 200, filterIgnored: true },
      'answers 404': { listStatus: 404 },
      'answers 405': { listStatus: 405 },
    },
  },
  notes: {
    label: 'A PATCH with notes',
    options: { 'replaces the list': { notes: 'replace' }, 'adds to the list': { notes: 'append' } },
  },
}

function settingsPage({ state }: Site): string {
  const lifetime = state.tokenLifetime === null ? 'no end' : `${state.tokenLifetime} s`
  const content = html`
    <h1>Settings</h1>
    ${detailTable([
      ['Client ID', state.clientId],
      ['Access tokens', `${state.tokens.size}, lifetime ${lifetime}`],
      ['Token endpoint', state.tokenMissing ? 'gives none' : 'gives tokens'],
      ['List', `${state.listStatus}, filters ${state.filterIgnored ? 'ignored' : 'applied'}`],
      ['A PATCH with notes', state.notes === 'replace' ? 'replaces the list' : 'adds to the list'],
    ])}
    <h2>Change</h2>
    ${Object.entries(switches).map(([name, { label, options }]) =>
      choiceForm({
        action: `/settings/${name}`,
        name: 'option',
        label,
        button: 'Set',
        options: Object.keys(options).map((text) => ({ value: text, text })),
      }),
    )}
  `
  return page('Settings', content)
}

export function addSettingsPage(app: FastifyInstance, site: Site): void {
  app.get('/settings', (_request, reply) => sendPage(reply, settingsPage(site)))
  app.post<{ Params: { name: string }; Body: URLSearchParams }>('/settings/:name', (request, reply) => {
    const chosen = switches[request.params.name]?.options[request.body.get('option') ?? '']
    if (chosen) changeSettings(site.state, chosen)
    return reply.redirect('/settings', 303)
  })
}
