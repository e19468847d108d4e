import type { FastifyInstance } from 'fastify'
import { html } from '../../ground/html.ts'
import { choiceForm, detailTable, sendPage } from '../../ground/pages/parts.ts'
import { changeSettings, type Settings } from '../control.ts'
import type { Site } from '../site.ts'
import { roleNames } from '../state/records.ts'
import { page } from './layout.ts'

/** What a person can set of the instance with one click; the rest is at `/_simulator/settings`. */
const switches: Record<string, { label: string; options: Record<string, Settings> }> = {
  language: {
    label: 'Language of the display values',
    options: { English: { language: 'en' }, Deutsch: { language: 'de' } },
  },
  hibernation: {
    label: 'Hibernation',
    options: { Awake: { hibernating: false }, Hibernating: { hibernating: true } },
  },
  roles: {
    label: 'Roles of the integration user',
    options: {
      'itil and rest_api_explorer': { roles: ['itil', 'rest_api_explorer'] },
      'itil alone': { roles: ['itil'] },
      None: { roles: [] },
    },
  },
  policy: {
    label: 'Data policy on incidents',
    options: {
      'Demands nothing': { mandatory: [] },
      'Demands a cost centre': { mandatory: ['u_cost_centre'] },
    },
  },
}

function instancePage({ state }: Site): string {
  const content = html`
    <h1>Instance</h1>
    ${detailTable([
      ['Language', state.language],
      ['Time zone of display values', state.timeZone],
      ['Hibernating', state.hibernating ? 'yes' : 'no'],
      ['Integration user', state.integrationUser],
      ['Its roles', [...roleNames(state, state.integrationUser)].join(', ') || 'none'],
    ])}
    <h2>Change</h2>
    ${Object.entries(switches).map(([name, { label, options }]) =>
      choiceForm({
        action: `/instance/${name}`,
        name: 'option',
        label,
        button: 'Set',
        options: Object.keys(options).map((text) => ({ value: text, text })),
      }),
    )}
  `
  return page('Instance', content)
}

export function addInstance(app: FastifyInstance, site: Site): void {
  app.get('/instance', (_request, reply) => sendPage(reply, instancePage(site)))
  app.post<{ Params: { name: string }; Body: URLSearchParams }>('/instance/:name', (request, reply) => {
    const chosen = switches[request.params.name]?.options[request.body.get('option') ?? '']
    if (chosen) changeSettings(site.state, chosen)
    return reply.redirect('/instance', 303)
  })
}
