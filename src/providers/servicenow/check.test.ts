import { describe, expect, test } from 'vitest'
import { setMandatory, setRoles, startServiceNow } from '../../../simulators/servicenow/index.ts'
import { draft, instance } from './testing/instance.ts'

const missing = (rights: { right: string; granted: boolean }[]) =>
  rights.filter(({ granted }) => !granted).map(({ right }) => right)

describe('check', () => {
  test('A33, A34 · names the user, its rights, and the active groups', async () => {
    const { tracker, destination } = await instance(startServiceNow)
    const account = await tracker.check(destination)
    expect(account).toMatchObject({ name: 'Crosstie Integration', problems: [], needs: [] })
    expect(missing(account.rights)).toEqual([])
    expect(account.places.map(({ label }) => label)).toEqual([
      'Cloud Infrastructure',
      'Database Administration',
      'Network',
      'Service Desk',
    ])
  })

  test('A18 · without itil the right is shown as missing, and how to grant it', async () => {
    const { tracker, state } = await instance(startServiceNow)
    setRoles(state, state.integrationUser, ['rest_api_explorer'])
    const { rights } = await tracker.check()
    expect(rights.find(({ right }) => right === 'itil')).toMatchObject({
      granted: false,
      required: true,
      howToGrant: expect.stringContaining('Roles'),
    })
  })

  test('A18 · rest_api_explorer is recommended, not required', async () => {
    const { tracker, state } = await instance(startServiceNow)
    setRoles(state, state.integrationUser, ['itil'])
    const { rights } = await tracker.check()
    expect(rights.filter(({ granted }) => !granted)).toMatchObject([
      { right: 'rest_api_explorer', required: false },
    ])
  })

  test('AX21 · each table is tried by reading it', async () => {
    const { tracker, state } = await instance(startServiceNow)
    await tracker.create(draft, { assignmentGroup: '287ebd7da9fe198100f92cc8d1d2154e' }, 'm1')
    await tracker.comment([...state.tables.incident.keys()][0] ?? '', {
      text: 'x',
      author: 'Ada',
      marker: 'm2',
      again: false,
    })
    state.access.hiddenTables = ['incident', 'sys_user_group', 'sys_choice', 'sys_journal_field']
    expect(missing((await tracker.check()).rights)).toEqual([
      'Read incident',
      'Read sys_user_group',
      'Read sys_choice',
      'Read sys_journal_field',
    ])
  })

  test('AX21 · where roles may not be read, reading incidents stands for the role', async () => {
    const { tracker, state } = await instance(startServiceNow)
    state.access.hiddenTables = ['sys_user_has_role', 'sys_user']
    const account = await tracker.check()
    expect(missing(account.rights)).toEqual(['rest_api_explorer'])
    expect(account).toMatchObject({ id: 'crosstie.integration', name: 'crosstie.integration' })
  })

  test('writes nothing, and changes nothing', async () => {
    const { callsOf, tracker, destination } = await instance(startServiceNow)
    const calls = await callsOf(() => tracker.check({ ...destination, category: 'network' }))
    expect(new Set(calls.map(({ method }) => method))).toEqual(new Set(['GET']))
  })
})

describe('AX19 · a destination that cannot be used', () => {
  test('a group that was switched off is named, with others', async () => {
    const { tracker, groupNamed } = await instance(startServiceNow)
    const { problems } = await tracker.check({ assignmentGroup: groupNamed('Mainframe') })
    expect(problems).toEqual([
      { field: 'assignmentGroup', message: expect.stringMatching(/“Mainframe” is not active.+Network/u) },
    ])
  })

  test('a group that is gone is a problem of its field', async () => {
    const { tracker } = await instance(startServiceNow)
    const { problems } = await tracker.check({ assignmentGroup: '287ebd7da9fe198100f92cc8d1d2154e' })
    expect(problems).toEqual([
      { field: 'assignmentGroup', message: expect.stringContaining('does not exist any more') },
    ])
  })

  test('a name in place of a group is told apart, with the nearest', async () => {
    const { tracker } = await instance(startServiceNow)
    const { problems } = await tracker.check({ assignmentGroup: 'Netwrok^x' })
    expect(problems[0]?.message).toMatch(/for example: Network/u)
  })

  test('an unknown category is named, with the nearest', async () => {
    const { tracker, destination } = await instance(startServiceNow)
    const { problems } = await tracker.check({ ...destination, category: 'netwrok' })
    expect(problems).toEqual([{ field: 'category', message: expect.stringContaining('Network') }])
  })

  test('where choices may not be read, a category is not called wrong', async () => {
    const { tracker, state, destination } = await instance(startServiceNow)
    state.access.hiddenTables = ['sys_choice']
    expect((await tracker.check({ ...destination, category: 'anything' })).problems).toEqual([])
  })
})

describe('What an incident needs besides', () => {
  test('is what a data policy demands, with its name and form', async () => {
    const { tracker, state, destination } = await instance(startServiceNow)
    setMandatory(state, ['u_cost_centre', 'due_date', 'category', 'caller_id', 'short_description'])
    const { needs } = await tracker.check(destination)
    expect(needs).toEqual([
      { id: 'u_cost_centre', name: 'Cost centre', type: 'text' },
      { id: 'due_date', name: 'Due date', type: 'date' },
      expect.objectContaining({ id: 'category', name: 'Category', type: 'option' }),
      { id: 'caller_id', name: 'Caller (sys_id)', type: 'text' },
    ])
    expect(needs[2]?.options).toContainEqual({ value: 'network', label: 'Network' })
  })

  test('is filled by a create that gives the values', async () => {
    const { tracker, state, destination } = await instance(startServiceNow)
    setMandatory(state, ['u_cost_centre'])
    const fields = [{ id: 'u_cost_centre', name: 'Cost centre', type: 'text' as const, value: 'CC-7' }]
    const { id } = await tracker.create({ ...draft, fields }, destination, 'm1')
    expect(state.tables.incident.get(id)?.['u_cost_centre']).toBe('CC-7')
  })

  test('does not count a category that the route has', async () => {
    const { tracker, state, destination } = await instance(startServiceNow)
    setMandatory(state, ['category'])
    expect((await tracker.check({ ...destination, category: 'network' })).needs).toEqual([])
  })

  test('does not count a policy with a condition, or one that is off', async () => {
    const { tracker, state, destination } = await instance(startServiceNow)
    setMandatory(state, ['u_cost_centre'])
    const [policy] = state.tables.sys_data_policy2.values()
    if (policy) policy['conditions'] = 'state=6^EQ'
    expect((await tracker.check(destination)).needs).toEqual([])
    if (policy) Object.assign(policy, { conditions: '', active: 'false' })
    expect((await tracker.check(destination)).needs).toEqual([])
  })

  test('does not count what is mandatory by the dictionary alone: the API does not insist on it', async () => {
    const { tracker, state, destination } = await instance(startServiceNow)
    const caller = [...state.tables.sys_dictionary.values()].find((row) => row['element'] === 'caller_id')
    expect(caller?.['mandatory']).toBe('true')
    expect((await tracker.check(destination)).needs).toEqual([])
    await tracker.create(draft, destination, 'm1')
  })

  test('is unknown, so nothing, where policies may not be read', async () => {
    const { tracker, state, destination } = await instance(startServiceNow)
    setMandatory(state, ['u_cost_centre'])
    state.access.hiddenTables = ['sys_data_policy_rule']
    expect((await tracker.check(destination)).needs).toEqual([])
  })
})

describe('choices', () => {
  test('A44 · groups by name, categories by label', async () => {
    const { tracker, group } = await instance(startServiceNow)
    expect(await tracker.choices('assignmentGroup', {})).toContainEqual({
      value: group,
      label: 'Cloud Infrastructure',
    })
    expect(await tracker.choices('category', {})).toContainEqual({
      value: 'inquiry',
      label: 'Inquiry / Help',
    })
    expect(await tracker.choices('nonsense', {})).toEqual([])
  })

  test('AX9 · a priority is one of nine pairs, in the instance’s own words', async () => {
    const { tracker } = await instance(startServiceNow)
    const pairs = await tracker.choices('priority', {})
    expect(pairs).toHaveLength(9)
    expect(pairs[1]).toEqual({ value: '1/2', label: 'Impact 1 - High, urgency 2 - Medium' })
  })

  test('AX9 · the nine pairs are there where choices may not be read', async () => {
    const { tracker, state } = await instance(startServiceNow)
    state.access.hiddenTables = ['sys_choice']
    expect(await tracker.choices('priority', {})).toHaveLength(9)
    expect(await tracker.choices('category', {})).toEqual([])
  })

  test('an inactive choice is not offered', async () => {
    const { tracker, state } = await instance(startServiceNow)
    for (const row of state.tables.sys_choice.values())
      if (row['value'] === 'hardware') row['inactive'] = 'true'
    expect((await tracker.choices('category', {})).map(({ value }) => value)).not.toContain('hardware')
  })

  test('a long list of groups is read to its end, past groups that may not be seen', async () => {
    const { tracker, state } = await instance(startServiceNow)
    for (let i = 0; i < 2500; i += 1) {
      const id = i.toString(16).padStart(32, '0')
      state.tables.sys_user_group.set(id, { sys_id: id, name: `G ${i}`, active: 'true' })
    }
    state.access.hiddenRecords = [...state.tables.sys_user_group.keys()].slice(10, 1400)
    expect(await tracker.choices('assignmentGroup', {})).toHaveLength(2505 - 1 - 1390)
  })
})
