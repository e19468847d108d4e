import type { FastifyInstance } from 'fastify'
import { faultsSchema, noFaults, type FaultRule, type Faults } from '../faults/model.ts'
import { html, type Html } from '../html.ts'
import { setFaults, type Site } from '../site.ts'
import type { Page } from './layout.ts'
import { listTable, sendPage } from './parts.ts'

/** A fault that a person can set with one button. */
export interface Preset {
  name: string
  rule: FaultRule
}

/** What a tracker puts on the page of switches. */
export interface SwitchesLook {
  page: Page
  presets: Preset[]
  /** How many issues there are, and which account the API takes. */
  summary: () => Html
}

/** The faults that hit one creation: they differ between trackers only in the call that creates. */
export function creationPresets(issue: string, create: NonNullable<FaultRule['when']>): Preset[] {
  const once = (effect: FaultRule['effect']): FaultRule => ({ when: create, times: 1, effect })
  return [
    { name: `Next ${issue} is created, answer lost`, rule: once({ commitThenDrop: true }) },
    { name: `Next ${issue} is created 5 s late, answer lost`, rule: once({ commitLateMs: 5000 }) },
    { name: 'Next creation is dropped, nothing created', rule: once({ dropBefore: true }) },
  ]
}

/** The faults that hit any call. */
export const callPresets: Preset[] = [
  {
    name: 'Next 5 calls: 429, retry after 10 s',
    rule: { times: 5, effect: { status: 429, retryAfter: 10 } },
  },
  { name: 'All calls: 503', rule: { effect: { status: 503 } } },
  { name: 'All calls: 401', rule: { effect: { status: 401 } } },
  { name: 'All calls: sign-in page', rule: { effect: { html: true } } },
  { name: 'Half of the calls: 2 s slower', rule: { probability: 0.5, effect: { latencyMs: 2000 } } },
]

/** The page for people: what is switched on, buttons to add a fault, and all switches as JSON. */
export function addSwitches(app: FastifyInstance, site: Site, look: SwitchesLook): void {
  app.get('/_simulator', (_request, reply) => sendPage(reply, switchesPage(site, look)))
  app.post<{ Body: URLSearchParams }>('/_simulator', (request, reply) => {
    const typed = request.body.has('clear')
      ? { faults: noFaults() }
      : readTypedFaults(request.body.get('faults') ?? '')
    if (!typed.faults) return sendPage(reply.status(400), switchesPage(site, look, typed.problem))
    setFaults(site, typed.faults)
    return reply.redirect('/_simulator', 303)
  })
  app.post<{ Body: URLSearchParams }>('/_simulator/presets', (request, reply) => {
    const preset = look.presets[Number(request.body.get('preset'))]
    if (preset) site.faults.rules.push(structuredClone(preset.rule))
    return reply.redirect('/_simulator', 303)
  })
}

function switchesPage(site: Site, { page, presets, summary }: SwitchesLook, problem?: string): string {
  const content = html`
    <h1>Simulator switches</h1>
    ${problem !== undefined && html`<p role="alert"><b>Not set:</b> ${problem}</p>`} ${summary()}
    <p>${site.calls.length} calls to the API, ${site.state.webhooks.length} webhooks.</p>
    <h2>Add a fault</h2>
    <form method="post" action="/_simulator/presets">
      ${presets.map(({ name }, place) => html`<button name="preset" value="${place}">${name}</button>`)}
    </form>
    <h2>All switches</h2>
    <form method="post" action="/_simulator">
      <label for="faults">As JSON; the simulator's README explains the parts</label>
      <textarea
        id="faults"
        name="faults"
        rows="14"
        style="font-family: ui-monospace, monospace"
        spellcheck="false"
      >
${JSON.stringify(site.faults, null, 2)}</textarea>
      <button>Set</button>
      <button name="clear" value="yes">Switch everything off</button>
    </form>
    <h2>Last calls</h2>
    ${lastCalls(site)}
  `
  return page('Switches', content)
}

function lastCalls({ calls }: Site): Html {
  const rows = calls
    .slice(-20)
    .toReversed()
    .map(
      ({ at, method, path, status, fault }) =>
        html`<tr>
          <td class="faint">${at}</td>
          <td>${method} ${path}</td>
          <td>${status === 0 ? 'no answer' : status}</td>
          <td>${fault}</td>
        </tr>`,
    )
  return listTable(['At', 'Call', 'Status', 'Fault'], rows)
}

/** Reads the switches a person typed; says what is wrong instead of throwing. */
function readTypedFaults(text: string): { faults?: Faults; problem?: string } {
  try {
    const result = faultsSchema.safeParse(JSON.parse(text))
    return result.success
      ? { faults: result.data }
      : {
          problem: result.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; '),
        }
  } catch (error) {
    return { problem: error instanceof Error ? error.message : 'not JSON' }
  }
}
