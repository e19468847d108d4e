import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  act,
  actionsOf,
  deskEntry,
  deskTicket,
  freshName,
  linkedTicket,
  linkTo,
  pollNow,
  setInstance,
} from '../setup/desk.ts'
import { startWorld, type World } from '../setup/world.ts'

let world: World
let instance: string
beforeAll(async () => {
  world = await startWorld()
  instance = await world.connectJira()
})
afterAll(() => world?.close())

/** Who writes, and for whom. */
const here = ['public', 'internal', 'restricted'] as const
const there = {
  open: {},
  role: { role: 'Administrators' },
  group: { group: 'jira-developers' },
  note: { internal: true },
}

const flags = [false, true]
const rounds = flags.flatMap((amongTickets) =>
  flags.flatMap((amongCustomers) =>
    flags.map((pushInternal) => ({ amongTickets, amongCustomers, pushInternal })),
  ),
)

test.each(rounds)(
  'C11, C13, C15, CX10–CX12 · origin × visibility × fan-out, with $amongTickets / $amongCustomers / $pushInternal',
  async ({ amongTickets, amongCustomers, pushInternal }) => {
    await setInstance(world, instance, {
      defaultProjectKey: 'INFRA',
      amongTickets,
      amongCustomers,
      pushInternal,
    })
    const customers = [freshName('Customer'), freshName('Customer')]
    const [mine, theirs] = await Promise.all(customers.map((name) => deskEntry(world, 'customers', { name })))
    const { ticket, issue } = await linkedTicket(world, { customerId: mine })
    const readers = {
      same: (await deskTicket(world, { customerId: mine })).id,
      other: (await deskTicket(world, { customerId: theirs })).id,
      nobody: (await deskTicket(world)).id,
    }
    for (const id of Object.values(readers)) await linkTo(world, id, issue.key)

    for (const visibility of here) await act(world, ticket.id, { text: `here ${visibility}`, visibility })
    for (const [name, as] of Object.entries(there)) world.jira.team.comment(issue.key, `there ${name}`, as)
    await world.drain()
    await pollNow(world)
    await pollNow(world)

    const leaves = here.filter(
      (visibility) => visibility === 'public' || (visibility === 'internal' && pushInternal),
    )
    const written = leaves.map((visibility) => `here ${visibility}`)
    const comments = JSON.stringify(world.jira.state.issues.get(issue.id)?.comments)
    for (const visibility of here) {
      expect(comments.split(`here ${visibility}`).length - 1, visibility).toBe(
        leaves.includes(visibility) ? 1 : 0,
      )
    }
    const expected = {
      [ticket.id]: [...here.map((visibility) => `here ${visibility}`), 'there open'],
      [readers.same]: ['there open', ...(amongTickets ? written : [])],
      [readers.other]: ['there open', ...(amongTickets && amongCustomers ? written : [])],
      [readers.nobody]: ['there open', ...(amongTickets && amongCustomers ? written : [])],
    }
    for (const [id, texts] of Object.entries(expected)) {
      const actions = await actionsOf(world, id)
      expect(actions.map(({ text }) => text).toSorted()).toEqual(texts.toSorted())
      for (const { text, visibility } of actions) {
        // What somebody said internally is not public elsewhere, and what comes over is internal unless the instance says otherwise.
        expect([text, visibility]).toEqual([text, text.startsWith('here ') ? text.slice(5) : 'internal'])
      }
    }
  },
)
