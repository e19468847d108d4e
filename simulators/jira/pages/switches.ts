import { html } from '../html.ts'
import { faultsSchema, type FaultRule } from '../faults/model.ts'
import type { Site } from '../site.ts'
import { page } from './layout.ts'

interface Preset {
  name: string
  rule: FaultRule
}

const create = { method: 'POST', path: '/rest/api/3/issue$' }

/** Faults that a person can set with one button; each adds a rule. */
export const presets: Preset[] = [
  {
    name: 'Next issue is created, answer lost',
    rule: { when: create, times: 1, effect: { commitThenDrop: true } },
  },
  {
    name: 'Next issue is created 5 s late, answer lost',
    rule: { when: create, times: 1, effect: { commitLateMs: 5000 } },
  },
  {
    name: 'Next creation is dropped, nothing created',
    rule: { when: create, times: 1, effect: { dropBefore: true } },
  },
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
export function switchesPage(site: Site, problem?: string): string {
  const content = html`
    <h1>Simulator switches</h1>
    ${problem !== undefined && html`<p role="alert"><b>Not set:</b> ${problem}</p>`}
    <p>
      ${site.state.issues.size} issues, ${site.calls.length} calls to the API, ${site.state.webhooks.length}
      webhooks. The API takes <code>${site.state.me.email}</code> with the token
      <code>${site.state.token}</code>.
    </p>
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
    <table>
      <thead>
        <tr>
          <th scope="col">At</th>
          <th scope="col">Call</th>
          <th scope="col">Status</th>
          <th scope="col">Fault</th>
        </tr>
      </thead>
      <tbody>
        ${site.calls
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
          )}
      </tbody>
    </table>
  `
  return page('Switches', content)
}

/** Reads the switches a person typed; says what is wrong instead of throwing. */
export function readTypedFaults(text: string) {
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
