import { expect, test } from 'vitest'
import { setRoles, startServiceNow } from '../../../simulators/servicenow/index.ts'
import { faultOf } from '../testing/fault-of.ts'
import { markOf } from './describe.ts'
import { draft, instance } from './testing/instance.ts'

const comment = { text: 'Please look.', author: 'Ada', marker: 'm-9', again: false }

async function created() {
  const on = await instance(startServiceNow)
  const { id } = await on.tracker.create(draft, on.destination, 'm1')
  const notes = () => [...on.state.tables.sys_journal_field.values()]
  return { ...on, id, notes }
}

test('A comment is a work note, which the caller of an incident does not see', async () => {
  const { tracker, id, notes } = await created()
  expect(await tracker.comment(id, comment)).toEqual({ id: 'm-9' })
  expect(notes()).toMatchObject([
    { element: 'work_notes', element_id: id, value: `Ada:\nPlease look.\n\n${markOf('m-9')}` },
  ])
})

test('A comment is one call, tried again two', async () => {
  const { callsOf, tracker, id } = await created()
  expect(await callsOf(() => tracker.comment(id, comment))).toHaveLength(1)
  expect(await callsOf(() => tracker.comment(id, { ...comment, marker: 'm-10', again: true }))).toHaveLength(
    2,
  )
})

test('Tried again, it is found without the right to read the table of journals', async () => {
  const { tracker, state, id, notes } = await created()
  state.access.hiddenTables = ['sys_journal_field']
  await tracker.comment(id, comment)
  await tracker.comment(id, { ...comment, again: true })
  expect(notes()).toHaveLength(1)
})

test('Tried again, it is found in the table of journals where the field may not be read', async () => {
  const { tracker, state, id, notes } = await created()
  state.access.hiddenFields = ['incident.work_notes']
  await tracker.comment(id, comment)
  await tracker.comment(id, { ...comment, again: true })
  expect(notes()).toHaveLength(1)
})

test('Tried again, it is written where the table of journals surely has none', async () => {
  const { tracker, state, id, notes } = await created()
  state.access.hiddenFields = ['incident.work_notes']
  await tracker.comment(id, { ...comment, again: true })
  expect(notes()).toHaveLength(1)
})

test('Where neither may be read, it is not written a second time on the off chance', async () => {
  const { tracker, state, id, notes } = await created()
  await tracker.comment(id, comment)
  state.access.hiddenFields = ['incident.work_notes']
  state.access.hiddenTables = ['sys_journal_field']
  expect((await faultOf(tracker.comment(id, { ...comment, again: true }))).kind).toBe('forbidden')
  expect(notes()).toHaveLength(1)
})

test('A note that the instance leaves out without a word is an error', async () => {
  const { tracker, state, id, notes } = await created()
  state.access.readOnlyFields = ['incident.work_notes']
  expect(await faultOf(tracker.comment(id, comment))).toMatchObject({
    kind: 'forbidden',
    detail: expect.stringContaining('work_notes'),
  })
  expect(notes()).toHaveLength(0)
})

test('A69 · without itil it is a missing right', async () => {
  const { tracker, state, id } = await created()
  setRoles(state, state.integrationUser, [])
  expect((await faultOf(tracker.comment(id, comment))).kind).toBe('forbidden')
})

test.each(['INC0010001', '../sys_user/1', ''])(
  '“%s” is no incident to comment on, and nothing is sent',
  async (id) => {
    const { callsOf, tracker } = await created()
    const calls = await callsOf(async () => {
      expect((await faultOf(tracker.comment(id, comment))).kind).toBe('not-found')
    })
    expect(calls).toEqual([])
  },
)

test('A comment of 40,000 characters is refused, not cut', async () => {
  const { tracker, id, notes } = await created()
  const fault = await faultOf(tracker.comment(id, { ...comment, text: 'x'.repeat(40_000) }))
  expect(fault).toMatchObject({ kind: 'invalid', fields: { text: expect.any(String) } })
  expect(notes()).toHaveLength(0)
})
