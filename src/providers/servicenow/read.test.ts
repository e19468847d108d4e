import { expect, test } from 'vitest'
import { setRoles, startServiceNow } from '../../../simulators/servicenow/index.ts'
import { faultOf } from '../testing/fault-of.ts'
import { draft, instance } from './testing/instance.ts'

async function created() {
  const on = await instance(startServiceNow)
  const issue = await on.tracker.create(draft, on.destination, 'm1')
  return { ...on, issue }
}

const unknown = '00000000000000000000000000000000'

test('Ids and numbers are read in any case, together', async () => {
  const { tracker, mara, issue } = await created()
  const { sys_id: other = '', number = '' } = await mara('POST', 'incident', { short_description: 'By hand' })
  const { issues, gone } = await tracker.read([issue.id.toUpperCase(), number.toLowerCase(), unknown, 'INC9'])
  expect(issues.map(({ id }) => id).toSorted()).toEqual([issue.id, other].toSorted())
  expect(gone).toEqual([unknown, 'INC9'])
})

test.each(['INC1^ORsys_idISNOTEMPTY', 'a,b', '../sys_user', 'javascript:gs.getUserID()', 'x'.repeat(40_000)])(
  'A name such as %s names no incident, and is not asked for',
  async (hostile) => {
    const { callsOf, tracker } = await created()
    const calls = await callsOf(async () => {
      expect(await tracker.read([hostile])).toEqual({ issues: [], gone: [hostile] })
    })
    expect(calls).toEqual([])
  },
)

test('100 ids are one request whose address stays under 4 kB', async () => {
  const { callsOf, tracker, issue } = await created()
  const ids = [issue.id, ...Array.from({ length: 99 }, (_, i) => i.toString(16).padStart(32, 'a'))]
  const calls = await callsOf(() => tracker.read(ids))
  expect(calls).toHaveLength(1)
  expect(calls[0]?.query.length).toBeLessThan(4000)
})

test('An incident that is hidden counts as gone while others are seen', async () => {
  const { tracker, mara, state, issue } = await created()
  const { sys_id: other = '' } = await mara('POST', 'incident', { short_description: 'By hand' })
  state.access.hiddenRecords = [other]
  expect(await tracker.read([issue.id, other])).toMatchObject({ issues: [{ id: issue.id }], gone: [other] })
})

test('A user who lost its right sees nothing, and then nothing is gone', async () => {
  const { tracker, state, issue } = await created()
  state.access.hiddenTables = ['incident']
  expect(await faultOf(tracker.read([issue.id]))).toMatchObject({ kind: 'forbidden' })
  expect(await faultOf(tracker.read([unknown]))).toMatchObject({ kind: 'forbidden' })
})

test('A batch of which nothing is left is gone for a user who can see', async () => {
  const { tracker, state, issue, mara } = await created()
  await mara('DELETE', `incident/${issue.id}`)
  expect(await tracker.read([issue.id])).toEqual({ issues: [], gone: [issue.id] })
  setRoles(state, state.integrationUser, [])
  expect((await faultOf(tracker.read([issue.id]))).kind).toBe('forbidden')
})

test('Of a number that was given out twice, both are answered', async () => {
  const { tracker, state, mara } = await created()
  await mara('POST', 'incident', { short_description: 'By hand' })
  for (const row of state.tables.incident.values()) row['number'] = 'INC1'
  expect((await tracker.read(['INC1'])).issues).toHaveLength(2)
})
