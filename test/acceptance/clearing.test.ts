import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { consoleScene, raise, save, ticket, ticketed, type Scene } from '../setup/console.ts'
import { eventsOf, issuesOf, moves, pass, person, ticketOf, untilPolled } from '../setup/scene.ts'
import { startWorld, type World } from '../setup/world.ts'

let world: World
let noc: Scene
beforeAll(async () => {
  world = await startWorld()
  await world.connectJira()
  noc = await consoleScene(world, 'North NOC')
})
afterAll(async () => {
  await world?.close()
  await noc?.simulated.close()
})

const say = async (rootKey: string, state: string, fields: object = {}) => {
  const { status } = await noc.noc.post('/v1/alarms', {
    agent: '34',
    rootKey,
    elementName: 'Edge router 7',
    value: 'Link down',
    state,
    ...fields,
  })
  expect(status).toBe(200)
  await world.drain()
}
const rule = (onClear: string) => save(world, noc, { onClear })
const textsOf = async (ticketId: string) => (await eventsOf(world, ticketId)).map(({ text }) => text)
const count = (texts: string[], words: string) => texts.filter((text) => text.includes(words)).length
const commentsOf = async (ticketId: string) => {
  const { link } = await ticketOf(world, ticketId)
  const issue = issuesOf(world).find(({ key }) => key === link.issueKey)
  return (issue?.comments ?? []).map((comment) => JSON.stringify(comment))
}
/** Several alarms of one ticket, as a rule that groups them makes it. */
const join = (alarmId: string, ticketId: string) =>
  world.database.updateTable('findings').set({ ticketId }).where('id', '=', alarmId).execute()

describe('An alarm that clears', () => {
  test('BX26 · does nothing to its ticket unless its source says so', async () => {
    const { rootKey, ticketId } = await ticketed(world, noc)
    const before = await textsOf(ticketId)
    await say(rootKey, 'cleared')
    await say(rootKey, 'raised')
    expect(await textsOf(ticketId)).toEqual(before)
    expect((await ticketOf(world, ticketId)).statusCategory).toBe('New')
  })

  test('BX26 · is commented on once each time, in the hub and in the tracker, in UTC', async () => {
    await rule('comment')
    const { rootKey, ticketId } = await ticketed(world, noc)
    await say(rootKey, 'cleared')
    await say(rootKey, 'cleared', { severity: 'Minor' })
    await say(rootKey, 'cleared', { severity: 'Minor' })
    const cleared = (await textsOf(ticketId)).filter((text) => text.includes('was cleared at'))
    expect(cleared).toEqual([expect.stringMatching(/^The alarm “.*” was cleared at 2026-\S+ \S+ \(UTC\)\.$/)])
    expect(count(await commentsOf(ticketId), 'was cleared at')).toBe(1)
    await say(rootKey, 'raised')
    await say(rootKey, 'cleared')
    expect(count(await commentsOf(ticketId), 'was raised again at')).toBe(1)
    expect(count(await commentsOf(ticketId), 'was cleared at')).toBe(2)
    expect((await ticketOf(world, ticketId)).statusCategory).toBe('New')
  })

  test('BX26 · is only on the timeline while there is no issue to comment on', async () => {
    await rule('comment')
    const { id, rootKey } = await raise(noc)
    const ticketId = await ticket(world, id)
    await noc.noc.post('/v1/alarms', { agent: '34', rootKey, elementName: 'Edge router 7', state: 'cleared' })
    await world.drain()
    expect(count(await textsOf(ticketId), 'was cleared at')).toBe(1)
    expect(await commentsOf(ticketId)).toEqual([])
  })

  test('BX26 · closes its ticket with the reason, and one that is raised again opens it', async () => {
    await rule('close')
    const { rootKey, ticketId } = await ticketed(world, noc)
    await say(rootKey, 'cleared')
    expect(await ticketOf(world, ticketId)).toMatchObject({ status: 'Closed', statusCategory: 'Closed' })
    const [event] = (await world.api.get(`/v1/tickets/${ticketId}/events`)).body.items
    expect(event).toMatchObject({ kind: 'status', reason: { rule: 'close when cleared' } })
    await say(rootKey, 'cleared', { severity: 'Minor' })
    expect(count(await textsOf(ticketId), 'Closed:')).toBe(1)
    await say(rootKey, 'raised')
    expect((await ticketOf(world, ticketId)).statusCategory).toBe('New')
    expect(count(await textsOf(ticketId), 'New again')).toBe(1)
  })

  test('BX26 · does not open again what somebody else closed', async () => {
    await rule('close')
    const { rootKey, ticketId } = await ticketed(world, noc)
    const { link } = await ticketOf(world, ticketId)
    await say(rootKey, 'cleared')
    await person(world, link.issueKey, { transition: moves.close })
    await untilPolled(world)
    expect((await ticketOf(world, ticketId)).statusCategory).toBe('Closed')
    await say(rootKey, 'raised')
    expect((await ticketOf(world, ticketId)).statusCategory).toBe('Closed')
  })

  test('With status sync the tracker’s own status stays the truth, and that is said', async () => {
    await rule('close')
    const { rootKey, ticketId } = await ticketed(world, noc)
    const { link } = await ticketOf(world, ticketId)
    await untilPolled(world)
    await say(rootKey, 'cleared')
    expect((await ticketOf(world, ticketId)).statusCategory).toBe('Closed')
    await person(world, link.issueKey, { comment: 'Still looking.' })
    await pass(world, 20)
    expect((await ticketOf(world, ticketId)).statusCategory).toBe('New')
    expect(count(await textsOf(ticketId), 'in the tracker still, so the ticket is New again')).toBe(1)
  })
})

describe('A ticket with several alarms', () => {
  test('BX26 · is closed by the last one that clears, and opened by the first that is raised', async () => {
    await rule('close')
    const first = await ticketed(world, noc, { elementName: 'First' })
    const second = await raise(noc, { elementName: 'Second' })
    await join(second.id, first.ticketId)
    await say(first.rootKey, 'cleared', { elementName: 'First' })
    expect((await ticketOf(world, first.ticketId)).statusCategory).toBe('New')
    expect(count(await textsOf(first.ticketId), 'One other alarm of this ticket is still raised')).toBe(1)
    await say(second.rootKey, 'cleared', { elementName: 'Second' })
    expect((await ticketOf(world, first.ticketId)).statusCategory).toBe('Closed')
    await say(first.rootKey, 'raised', { elementName: 'First' })
    expect((await ticketOf(world, first.ticketId)).statusCategory).toBe('New')
  })

  test('BX26 · is closed when its last two clear at the same moment, together or one beside the other', async () => {
    await rule('close')
    for (const way of ['together', 'beside'] as const) {
      const first = await ticketed(world, noc)
      const second = await raise(noc)
      await join(second.id, first.ticketId)
      const alarms = [first, second].map(({ rootKey }) => ({
        agent: '34',
        rootKey,
        elementName: 'Edge router 7',
        state: 'cleared',
      }))
      if (way === 'together') await noc.noc.post('/v1/alarms', { alarms })
      else await Promise.all(alarms.map((alarm) => noc.noc.post('/v1/alarms', alarm)))
      expect([way, (await ticketOf(world, first.ticketId)).statusCategory]).toEqual([way, 'Closed'])
      await world.drain()
    }
  })
})
