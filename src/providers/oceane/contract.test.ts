import { startOceane, type OceaneSimulator, type Ticket } from '../../../simulators/oceane/index.ts'
import { type ContractTracker, type ContractWorld, providerContract } from '../contract.ts'
import { createHttpClient } from '../http.ts'
import type { Provider } from '../provider.ts'
import { effectOf } from '../testing/simulated.ts'
import { oceaneConfig, type OceaneConfig, type OceaneDestination } from './config.ts'
import { oceane } from './index.ts'
import { textLimit } from './limits.ts'

const paths = {
  create: { method: 'POST', path: '/troubleTicket$' },
  comment: { method: 'PATCH', path: '/troubleTicket/*$' },
  read: { method: 'GET', path: '/troubleTicket' },
} as const

const credential = { clientId: 'crosstie-client', clientSecret: 'oceane-secret', userId: 'Crosstie' }

/** Another team's ticket: by it an empty answer of the list can be believed. */
const seed = {
  tickets: [{ name: 'Old', description: 'Old', severity: 'Low', externalId: 'NOC-1', user: 'noc' }],
}

/** What the clients of one credential share in the hub. Each simulated Oceane has an address of its own. */
const memory = new Map<string, unknown>()
const provider: Provider<OceaneConfig, OceaneDestination> = {
  ...oceane,
  connect: (config, deps) => oceane.connect(config, { ...deps, memory }),
}

/** The hub signs in once, not for every ticket. */
async function signIn(config: OceaneConfig, now: () => Date): Promise<void> {
  const http = createHttpClient({ allowedPrivateHosts: ['127.0.0.1'] })
  await provider.connect(config, { http, now }).check()
  await http.close()
}

/** What people do on the pages. */
function person(site: OceaneSimulator) {
  return async (id: string, action: string, form: Record<string, string> = {}): Promise<void> => {
    const init = { method: 'POST', body: new URLSearchParams(form), redirect: 'manual' } as const
    const { status } = await fetch(`${site.url}/tickets/${id}/${action}`, init)
    if (status !== 303) throw new Error(`${action} of ${id}: ${status}`)
  }
}

/** A ticket that another client of the API makes, all at once. */
async function byHand(site: OceaneSimulator, count: number): Promise<string[]> {
  site.state.tokens.set('person', Infinity)
  const headers = { authorization: 'Bearer person', 'content-type': 'application/json' }
  const ids = []
  for (let i = 0; i < count; i += 1) {
    const body = JSON.stringify({ name: `By hand ${i}`, description: 'x', severity: 'Low', ticketType: 'x' })
    const answer = await fetch(`${site.url}/troubleTicket`, { method: 'POST', headers, body })
    ids.push(((await answer.json()) as { id: string }).id)
  }
  return ids
}

async function start(
  now: () => Date,
  settings: Partial<OceaneConfig>,
): Promise<ContractTracker<OceaneConfig, OceaneDestination>> {
  const site = await startOceane({ now, seed })
  const config = oceaneConfig.parse({ host: site.url, ...credential, ...settings })
  await signIn(config, now)
  const act = person(site)
  const ticketOf = (id: string): Ticket => {
    const ticket = site.state.tickets.get(id)
    if (!ticket) throw new Error(`There is no ticket ${id}.`)
    return ticket
  }
  const nameOf = (id: string) => String(ticketOf(id).members['name'])
  // Tokens are got now and then, whatever is called.
  const hubsCalls = () => site.calls.filter(({ path }) => path !== '/oauth/token').length
  let own = hubsCalls()
  const aside = async <T>(work: () => Promise<T>): Promise<T> => {
    const before = hubsCalls()
    const result = await work()
    own += hubsCalls() - before
    return result
  }
  return {
    host: new URL(site.url).host,
    config,
    configAt: (origin) => ({ ...config, host: origin }),
    wrongConfig: { ...config, clientSecret: 'wrong-secret' },
    destination: { ticketType: 'incident', urgency: 'High', technicalImpact: 'Degraded' },
    wrongDestination: { destination: { ticketType: 'incident', urgency: 'Higher' }, field: 'urgency' },
    secrets: [
      'oceane-secret',
      'wrong-secret',
      'oceane-access-token',
      Buffer.from('crosstie-client:oceane-secret').toString('base64'),
    ],
    descriptionLimit: textLimit,
    batchSize: 100,
    unknownId: 'TT9999999',
    htmlMeans: 'bad-answer',
    fault(effect, on, times) {
      const when = on === 'every call' ? {} : paths[on]
      site.faults.rules.push({ when, effect: effectOf(effect), ...(times !== undefined && { times }) })
    },
    noFaults: () => void (site.faults.rules = []),
    // The list shows what is there.
    lag: () => undefined,
    makeByHand: (count) => aside(() => byHand(site, count)),
    async clone(id) {
      await act(id, 'copy')
      return [...site.state.tickets.keys()].at(-1) ?? ''
    },
    edit: (id) => act(id, 'rename', { name: `${nameOf(id)}!` }),
    remove: (id) => act(id, 'delete'),
    issues: () => site.state.tickets.size - seed.tickets.length,
    // The first note of each of the hub's tickets is what the route says about urgency and impact.
    comments: (id) =>
      ticketOf(id)
        .notes.filter(({ text }) => !text.startsWith('Urgency'))
        .map((note) => note.id),
    textOf: (id) => String(ticketOf(id).members['description']),
    titleOf: nameOf,
    calls: () => hubsCalls() - own,
    settle: () => site.settle(),
    close: () => site.close(),
  }
}

const world = (settings: Partial<OceaneConfig>): ContractWorld<OceaneConfig, OceaneDestination> => ({
  provider,
  start: (now) => start(now, settings),
})

providerContract('Orange Oceane', world({ listPath: '/troubleTicket', readPath: '/troubleTicket/{id}' }))

providerContract('Orange Oceane, creation only', {
  ...world({}),
  can: { find: false, read: false, comment: false },
})
