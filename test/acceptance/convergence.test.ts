import * as fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { act, actionsOf, deskTicket, linkedTicket, linkTo, setInstance } from '../setup/desk.ts'
import { startWebhookRelay, type WebhookRelay } from '../setup/webhook-relay.ts'
import { startWorld, type World } from '../setup/world.ts'

let world: World
let relay: WebhookRelay
let instance: string
beforeAll(async () => {
  world = await startWorld()
  relay = await startWebhookRelay()
  instance = await world.connectJira()
  await setInstance(world, instance, { defaultProjectKey: 'INFRA' })
  await world.connectWebhook(instance)
  for (const webhook of world.jira.state.webhooks) webhook.url = webhook.url.replace(world.hub.url, relay.url)
})
afterAll(async () => {
  await world?.close()
  await relay?.close()
})

type Step =
  | { do: 'say here'; on: number }
  | { do: 'say there'; restricted: boolean }
  | { do: 'edit here' | 'edit there' | 'remove there' | 'change status' | 'work' | 'poll' }
  | { do: 'hear'; places: number[] }
  | { do: 'lose'; how: 'commitThenDrop' | 'dropBefore' }
  | { do: 'wait'; seconds: number }

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ do: fc.constant('say here' as const), on: fc.nat(1) }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('say there' as const), restricted: fc.boolean() }) },
  {
    weight: 3,
    arbitrary: fc.record({ do: fc.constantFrom('edit here', 'edit there', 'remove there', 'change status') }),
  },
  { weight: 4, arbitrary: fc.record({ do: fc.constantFrom('work', 'poll') }) },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('hear' as const),
      places: fc.array(fc.nat(20), { maxLength: 12 }),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('lose' as const),
      how: fc.constantFrom('commitThenDrop', 'dropBefore'),
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('wait' as const), seconds: fc.nat(120) }) },
)

interface Said {
  text: string
  id: string
  /** Of what was said here: the ticket's place. */
  on?: number
  restricted?: boolean
  removed?: boolean
}

let round = 0

/** Two tickets of one issue, and what people on both sides do in this order. */
async function play(steps: Step[]) {
  round += 1
  const { ticket, issue } = await linkedTicket(world)
  const other = await deskTicket(world)
  await linkTo(world, other.id, issue.key)
  const tickets = [ticket.id, other.id]
  const here: Said[] = []
  const there: Said[] = []
  const fresh = (where: string) => `${where}-${round}-${here.length + there.length}.`

  const does: { [Name in Step['do']]: (step: Extract<Step, { do: Name }>) => Promise<void> | void } = {
    'say here': async ({ on }) => {
      const text = fresh('here')
      here.push({ text, on, id: (await act(world, tickets[on] ?? '', text)).id })
    },
    'say there': ({ restricted }) => {
      const text = fresh('there')
      const as = restricted ? { role: 'Administrators' } : {}
      there.push({ text, restricted, id: world.jira.team.comment(issue.key, text, as).id })
    },
    'edit here': async () => {
      const last = here.at(-1)
      if (!last) return
      const path = `/v1/support-tickets/${tickets[last.on ?? 0]}/actions/${last.id}`
      expect((await world.api.patch(path, { text: `${last.text} edited here` })).status).toBe(200)
    },
    'edit there': () => {
      const last = there.findLast(({ removed }) => !removed)
      if (last) world.jira.team.editComment(issue.key, last.id, `${last.text} edited there`)
    },
    'remove there': () => {
      const last = there.findLast(({ removed }) => !removed)
      if (!last) return
      world.jira.team.removeComment(issue.key, last.id)
      last.removed = true
    },
    'change status': () => {
      const now = world.jira.state.issues.get(issue.id)
      const status = world.jira.state.statuses.find(({ id }) => id === now?.statusId)?.name
      const next: Record<string, string> = { 'To Do': 'In Progress', 'In Progress': 'Done', Done: 'To Do' }
      world.jira.team.transition(issue.key, next[status ?? ''] ?? 'Done')
    },
    work: async () => void (await world.hub.queue.drain(world.hub.handlers)),
    poll: () => world.hub.handlers.poll({ connectionId: instance }),
    hear: async ({ places }) => {
      await world.jira.settle()
      await relay.pass(world.hub.url, places)
    },
    lose: ({ how }) => {
      const when = { method: 'POST', path: '/rest/api/3/issue/*/comment$' }
      world.jira.faults.rules.push({ when, times: 1, effect: { [how]: true } })
    },
    wait: ({ seconds }) => world.clock.advance(seconds * 1_000),
  }
  for (const one of steps) await (does[one.do] as (step: Step) => Promise<void> | void)(one)
  return { tickets, here, there, issueId: issue.id }
}

/** Everything that is under way comes to its end. */
async function settle(): Promise<void> {
  world.jira.faults.rules.length = 0
  for (let times = 0; times < 4; times += 1) {
    await world.drain()
    await relay.pass(
      world.hub.url,
      relay.held.map((_, place) => relay.held.length - 1 - place),
    )
    await world.clock.advance(16 * 60_000)
    await world.hub.handlers.minute({})
    await world.drain()
  }
}

const times = (all: string[], text: string) => all.filter((one) => one.includes(text)).length

test('C11, C15, invariants 4 and 6 · however people write on both sides and webhooks arrive, each text is on each side once and nothing comes back', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 12, maxLength: 30 }), async (steps) => {
      const { tickets, here, there, issueId } = await play(steps)
      await settle()
      const comments = (world.jira.state.issues.get(issueId)?.comments ?? []).map(({ body }) =>
        JSON.stringify(body),
      )
      const actions = await Promise.all(
        tickets.map(async (id) => (await actionsOf(world, id)).map(({ text }) => text)),
      )
      for (const { text, on } of here) {
        expect(times(comments, text), `${text} in the tracker`).toBe(1)
        for (const [place, texts] of actions.entries())
          expect(times(texts, text), `${text} here`).toBe(place === on ? 1 : 0)
      }
      for (const { text, restricted, removed } of there) {
        expect(times(comments, text)).toBe(removed ? 0 : 1)
        for (const texts of actions) {
          // One that was removed may have come over before.
          if (removed && !restricted) expect(times(texts, text)).toBeLessThanOrEqual(1)
          else expect(times(texts, text), `${text} here`).toBe(restricted ? 0 : 1)
        }
      }
      for (const [place] of tickets.entries()) {
        const order = here
          .filter(({ on }) => on === place)
          .map(({ text }) => comments.findIndex((one) => one.includes(text)))
        expect(order).toEqual(order.toSorted((one, next) => one - next))
      }
    }),
    { numRuns: 12, seed: 11, endOnFailure: true },
  )
}, 240_000)
