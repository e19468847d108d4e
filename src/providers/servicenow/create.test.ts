import { describe, expect, test } from 'vitest'
import { setMandatory, setRoles, startServiceNow } from '../../../simulators/servicenow/index.ts'
import { faultOf } from '../testing/fault-of.ts'
import { serviceNow } from './index.ts'
import { draft, instance } from './testing/instance.ts'

describe('create', () => {
  test('A44 · sets group, category, priority pair and mark in the one request', async () => {
    const { tracker, state, site, group } = await instance(startServiceNow)
    const created = await tracker.create(
      { ...draft, priority: '1/2' },
      { assignmentGroup: group, category: 'network' },
      'm1',
    )
    expect(state.tables.incident.get(created.id)).toMatchObject({
      short_description: 'A title',
      description: 'Words',
      assignment_group: group,
      category: 'network',
      impact: '1',
      urgency: '2',
      correlation_id: 'm1',
      correlation_display: 'Crosstie',
    })
    expect(site.calls).toHaveLength(1)
    expect(created).toMatchObject({ key: 'INC0010001', title: 'A title', status: { id: '1', name: 'New' } })
    expect((await fetch(created.url)).status).toBe(200)
  })

  test.each([
    ['high', '2'],
    ['medium', '3'],
    ['low', '4'],
  ] as const)(
    'AX9 · the hub’s %s becomes the instance’s priority %s by the standard lookup',
    async (ours, theirs) => {
      const { tracker, state, destination } = await instance(startServiceNow)
      const priority = serviceNow.about.priorities[ours]
      const { id } = await tracker.create({ ...draft, priority }, destination, 'm1')
      expect(state.tables.incident.get(id)?.['priority']).toBe(theirs)
    },
  )

  test.each(['High', '1', '1/2/3', '', '1/^'])(
    'AX9 · “%s” is no pair, and nothing is sent',
    async (priority) => {
      const { tracker, site, destination } = await instance(startServiceNow)
      const fault = await faultOf(tracker.create({ ...draft, priority }, destination, 'm'))
      expect(fault).toMatchObject({ kind: 'invalid', fields: { priority: expect.any(String) } })
      expect(site.calls).toHaveLength(0)
    },
  )

  test('a title of 40,000 characters is refused with its field; 160 is the column’s length', async () => {
    const { tracker, state, destination } = await instance(startServiceNow)
    const tooLong = { ...draft, title: '😀'.repeat(20_000) }
    expect((await faultOf(tracker.create(tooLong, destination, 'm'))).fields).toHaveProperty('title')
    const { id } = await tracker.create({ ...draft, title: 'x'.repeat(160) }, destination, 'm')
    expect(state.tables.incident.get(id)?.['short_description']).toHaveLength(160)
  })

  test('AX4 · hostile texts are stored as they are', async () => {
    const { tracker, state, destination } = await instance(startServiceNow)
    const words = `"a" 'b' ^ORsys_id!=1 javascript:gs.log(1) \\ <script>x</script> 😀 {"a":1}`
    const { id } = await tracker.create({ ...draft, title: words, description: words }, destination, 'm1')
    expect(state.tables.incident.get(id)).toMatchObject({ short_description: words, description: words })
  })

  test('what a data policy misses is told by field, as a refusal and not as a missing right', async () => {
    const { tracker, state, destination } = await instance(startServiceNow)
    setMandatory(state, ['u_cost_centre', 'due_date'])
    const fault = await faultOf(tracker.create(draft, destination, 'm'))
    expect(fault).toMatchObject({ kind: 'invalid', status: 403 })
    expect(Object.keys(fault.fields ?? {})).toEqual(['Cost centre', 'Due date'])
    expect(state.tables.incident.size).toBe(0)
  })

  test('A69 · without itil it is a missing right, and the role is named', async () => {
    const { tracker, state, destination } = await instance(startServiceNow)
    setRoles(state, state.integrationUser, [])
    const fault = await faultOf(tracker.create(draft, destination, 'm'))
    expect(fault).toMatchObject({ kind: 'forbidden', detail: expect.stringContaining('itil') })
  })
})

describe('AX12 · a state in another language', () => {
  test('is shown as people there see it, and known by its stored value', async () => {
    const { tracker, state, mara, destination } = await instance(startServiceNow)
    const { id } = await tracker.create(draft, destination, 'm1')
    await mara('PATCH', `incident/${id}`, { state: '2' })
    state.language = 'de'
    const { issues } = await tracker.read([id])
    expect(issues[0]?.status).toEqual({ id: '2', name: 'In Bearbeitung' })
    expect(serviceNow.statusIds?.Active).toContain('2')
  })

  test('A57 · the assignee is a name, not an id', async () => {
    const { tracker, state, mara, destination } = await instance(startServiceNow)
    const { id } = await tracker.create(draft, destination, 'm1')
    const [, person] = state.tables.sys_user.values()
    await mara('PATCH', `incident/${id}`, { assigned_to: person?.['sys_id'] })
    expect((await tracker.read([id])).issues[0]?.assignee).toBe('Mara Lindqvist')
  })
})

test('A route is shown by the names of what was chosen', () => {
  const { destination } = serviceNow
  const route = { assignmentGroup: '287ebd7da9fe198100f92cc8d1d2154e', category: 'network' }
  const names = { assignmentGroup: 'Cloud Infrastructure', category: 'Network' }
  expect(destination.label(route, names)).toBe('Cloud Infrastructure · Network')
  expect(destination.label(route, {})).toBe('287ebd7da9fe198100f92cc8d1d2154e · network')
  expect(destination.fromConfig({ instance: '', username: '', password: '' })).toEqual({})
  expect(destination.scope(route)).toBe('incident')
})
