import type { FastifyInstance } from 'fastify'
import { html } from '../ground/html.ts'
import { pageOf } from '../ground/pages/layout.ts'
import { listTable, sendPage } from '../ground/pages/parts.ts'
import { addSwitches, callPresets } from '../ground/pages/switches.ts'
import type { Site } from '../ground/site.ts'
import type { ConsoleState } from './model.ts'

const page = pageOf({
  product: 'Simulated alarm console',
  disclaimer: 'a stand-in for tests and demos',
  tint: 'light-dark(#1f3f5b, #12202c)',
  links: [{ href: '/', text: 'Alarms' }],
})

/** The alarms with the properties that they were given. */
export function addPages(app: FastifyInstance, site: Site<ConsoleState>): void {
  app.get('/', (_request, reply) => {
    const rows = [...site.state.properties].flatMap(([alarm, properties]) =>
      [...properties].map(
        ([name, value]) =>
          html`<tr>
            <td>${alarm}</td>
            <td>${name}</td>
            <td>${value}</td>
          </tr>`,
      ),
    )
    const list = rows.length > 0 ? listTable(['Alarm', 'Property', 'Value'], rows) : html`<p>None yet.</p>`
    return sendPage(
      reply,
      page(
        'Alarm properties',
        html`<h1>Alarm properties</h1>
          ${list}`,
      ),
    )
  })
  addSwitches(app, site, {
    page,
    presets: callPresets,
    summary: () => html`<p>The key is <code>${site.state.key}</code>.</p>`,
  })
}
