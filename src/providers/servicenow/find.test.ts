import { describe, expect, test } from 'vitest'
import { setRoles, startServiceNow } from '../../../simulators/servicenow/index.ts'
import { faultOf } from '../testing/fault-of.ts'
import { serviceNow } from './index.ts'
import { draft, instance } from './testing/instance.ts'

const marker = '01994f3e-7a10-7c55-9d2e-0b6f0c1a2b3c'

async function created() {
  const on = await instance(startServiceNow)
  const issue = await on.tracker.create(draft, on.destination, marker)
  return { ...on, id: issue.id, row: () => on.state.tables.incident.get(issue.id) ?? {} }
}

const unsure = (because: string) => ({ outcome: 'unsure', because: expect.stringContaining(because) })

describe('find', () => {
  test('asks once where the incident is there', async () => {
    const { callsOf, tracker } = await created()
    expect(await callsOf(() => tracker.find(marker, undefined))).toHaveLength(1)
  })

  test('a person’s copy is not taken for the incident, nor for nothing', async () => {
    const { tracker, mara, id } = await created()
    await mara('POST', 'incident', { short_description: 'copy', correlation_id: marker })
    expect(await tracker.find(marker, undefined)).toMatchObject({ outcome: 'found', issue: { id } })
    await mara('DELETE', `incident/${id}`)
    expect(await tracker.find(marker, undefined)).toMatchObject(unsure('mara.lindqvist'))
  })

  test('of two of its own the older one counts', async () => {
    const { tracker, clock, destination, id } = await created()
    clock.now += 60_000
    await tracker.create(draft, destination, marker)
    expect(await tracker.find(marker, undefined)).toMatchObject({ outcome: 'found', issue: { id } })
  })

  test('what an earlier user of the connection made is not absent', async () => {
    const { state, http, now, config } = await created()
    state.passwords.set('tomas.okafor', 'snow-password')
    const renamed = serviceNow.connect({ ...config, username: 'tomas.okafor' }, { http, now })
    expect(await renamed.find(marker, undefined)).toMatchObject(unsure('crosstie.integration'))
  })

  test('the name of the user is compared without case, as the sign-in is', async () => {
    const { tracker, row, id } = await created()
    row()['sys_created_by'] = 'Crosstie.Integration'
    expect(await tracker.find(marker, undefined)).toMatchObject({ outcome: 'found', issue: { id } })
  })
})

describe('An empty answer is “absent” only where it is certain', () => {
  test('with incidents of its own in sight it is', async () => {
    const { callsOf, tracker } = await created()
    expect((await tracker.find('another', undefined)).outcome).toBe('absent')
    expect(await callsOf(() => tracker.find('another', undefined))).toHaveLength(2)
  })

  test('in an empty table it is, for a user whose roles say that nothing is hidden', async () => {
    const { tracker, state } = await instance(startServiceNow)
    expect((await tracker.find(marker, undefined)).outcome).toBe('absent')
    setRoles(state, state.integrationUser, [])
    expect(await tracker.find(marker, undefined)).toMatchObject(unsure('sees no incident'))
  })

  test('an incident that access rules hide is not absent', async () => {
    const { tracker, state, id } = await created()
    state.access.hiddenRecords = [id]
    expect(await tracker.find(marker, undefined)).toMatchObject(unsure('may not read it'))
  })

  test('when all incidents are hidden, nothing is', async () => {
    const { tracker, state } = await created()
    state.access.hiddenTables = ['incident']
    expect(await tracker.find('another', undefined)).toMatchObject(unsure('may not read them'))
  })

  test('a field that may not be read makes the search an error', async () => {
    const { tracker, state } = await created()
    state.access.hiddenFields = ['incident.correlation_id']
    expect((await faultOf(tracker.find(marker, undefined))).kind).toBe('forbidden')
  })

  test('a rule that empties the field makes it unsure', async () => {
    const { tracker, row } = await created()
    row()['correlation_id'] = ''
    expect(await tracker.find(marker, undefined)).toMatchObject(unsure('empties'))
  })
})

test.each([`${marker}^ORsys_idISNOTEMPTY`, 'x,y', 'javascript:gs.getUserID()'])(
  'A marker such as %s could widen the search: it is not asked for',
  async (hostile) => {
    const { callsOf, tracker } = await created()
    const calls = await callsOf(async () => {
      expect((await faultOf(tracker.find(hostile, undefined))).kind).toBe('invalid')
    })
    expect(calls).toEqual([])
  },
)
