import { describe, expect, test } from 'vitest'
import { startReceiver } from '../../ground/test-receiver.ts'
import { setMandatory } from '../state/start.ts'
import { testSite } from '../test-client.ts'

describe('An insert', () => {
  test('answers 201 with the place, and fills what an instance fills', async () => {
    const { call } = testSite()
    const body = {
      impact: '1',
      urgency: '2',
      sys_created_by: 'me',
      number: 'INC1',
      nonsense: 'x',
      active: 'false',
    }
    const { status, headers, result } = await call('POST', 'incident', { body })
    expect([status, headers['location']]).toEqual([
      201,
      `http://snow.example/api/now/table/incident/${result['sys_id']}`,
    ])
    expect(result).toMatchObject({
      number: 'INC0010001',
      state: '1',
      priority: '2',
      category: 'inquiry',
      active: 'true',
      sys_created_by: 'crosstie.integration',
      sys_created_on: '2026-11-22 05:00:00',
      sys_mod_count: '0',
    })
    expect(result).not.toHaveProperty('nonsense')
  })

  test('cuts what is longer than the column, and takes any sys_id as a reference, without a word', async () => {
    const { create, list } = testSite()
    const ghost = 'f'.repeat(32)
    await create({ short_description: 'x'.repeat(200), assignment_group: ghost })
    const [row] = await list('incident', '', '&sysparm_exclude_reference_link=true')
    expect([row?.['short_description']?.length, row?.['assignment_group']]).toEqual([160, ghost])
  })

  test('looks up a reference by name, and loses what names nobody', async () => {
    const { create, list } = testSite()
    await create({ assignment_group: 'Network', assigned_to: 'Nobody At All' })
    const [row] = await list(
      'incident',
      '',
      '&sysparm_display_value=true&sysparm_exclude_reference_link=true',
    )
    expect([row?.['assignment_group'], row?.['assigned_to']]).toEqual(['Network', ''])
  })

  test('that misses what a data policy demands is refused by label', async () => {
    const { call, state } = testSite()
    setMandatory(state, ['u_cost_centre', 'due_date'])
    expect(await call('POST', 'incident', { body: { u_cost_centre: '7' } })).toMatchObject({
      status: 403,
      error: { detail: 'Data Policy Exception: Due date is mandatory' },
    })
    expect(await call('POST', 'incident', { body: {} })).toMatchObject({
      error: { detail: 'Data Policy Exception: The following fields are mandatory: Cost centre, Due date' },
    })
  })
})

describe('An update', () => {
  async function incident() {
    const on = testSite()
    const { sys_id: id } = await on.create()
    const patch = (body: Record<string, string>) => on.call('PATCH', `incident/${id}`, { body })
    return { ...on, id, patch }
  }

  test.each([
    [{ state: '6' }, 'The following fields are mandatory: Resolution code, Resolution notes'],
    [{ state: '6', close_code: 'Solution provided' }, 'Resolution notes is mandatory'],
    [{ state: '3' }, 'On hold reason is mandatory'],
  ])('to %j is refused: %s', async (body, words) => {
    const { patch, state, id } = await incident()
    expect(await patch(body)).toMatchObject({
      status: 403,
      error: { detail: `Data Policy Exception: ${words}` },
    })
    expect(state.tables.incident.get(id)?.['state']).toBe('1')
  })

  test('resolves, closes and reopens, with the times that belong to it', async () => {
    const { patch, clock } = await incident()
    clock.now += 60_000
    const resolved = await patch({ state: '6', close_code: 'Solution provided', close_notes: 'Done.' })
    expect(resolved.result).toMatchObject({ resolved_at: '2026-11-22 05:01:00', active: 'true' })
    clock.now += 60_000
    expect((await patch({ state: '7' })).result).toMatchObject({
      resolved_at: '2026-11-22 05:01:00',
      closed_at: '2026-11-22 05:02:00',
      active: 'false',
    })
    expect((await patch({ state: '2' })).result).toMatchObject({ closed_at: '', active: 'true' })
  })

  test('counts and dates each change to the second, and leaves alone what does not change', async () => {
    const { patch, clock } = await incident()
    clock.now += 1999
    expect((await patch({ description: 'x' })).result).toMatchObject({
      sys_mod_count: '1',
      sys_updated_on: '2026-11-22 05:00:01',
    })
    clock.now += 60_000
    expect((await patch({ description: 'x' })).result).toMatchObject({
      sys_mod_count: '1',
      sys_updated_on: '2026-11-22 05:00:01',
    })
  })

  test('puts notes into the table of journals, and counts as a change', async () => {
    const { patch, list, id } = await incident()
    const { result } = await patch({ work_notes: 'Looked.', comments: 'Hello.' })
    expect(result).toMatchObject({ sys_mod_count: '1', work_notes: '' })
    expect(await list('sys_journal_field', `element_id=${id}^element=work_notes`)).toMatchObject([
      { value: 'Looked.', name: 'incident', sys_created_by: 'crosstie.integration' },
    ])
    expect(await list('sys_journal_field', '')).toHaveLength(2)
  })

  test('leaves out what may not be written, without a word', async () => {
    const { patch, list, state } = await incident()
    state.access.readOnlyFields = ['incident.work_notes']
    expect((await patch({ work_notes: 'Looked.', description: 'x' })).status).toBe(200)
    expect(await list('sys_journal_field', '')).toEqual([])
  })
})

test('The business rule tells of inserts, changes of state and deletions, once', async () => {
  const receiver = await startReceiver(500)
  const { site, state, call, create, mara } = testSite()
  state.webhooks.push({ url: receiver.url, secret: 's3cret' })
  const { sys_id: id } = await create()
  await call('PATCH', `incident/${id}`, { body: { description: 'x' } })
  await call('PATCH', `incident/${id}`, { body: { state: '2' } })
  await call('DELETE', `incident/${id}`, { as: mara })
  while (site.underWay.size > 0) await Promise.all(site.underWay)
  await receiver.close()
  const told = new Map(receiver.received.map(({ raw, headers }) => [headers['x-crosstie-delivery'], raw]))
  expect(Object.fromEntries(told)).toEqual({
    [`${id}.0.insert`]: JSON.stringify({ sys_id: id, operation: 'insert' }),
    [`${id}.2.update`]: JSON.stringify({ sys_id: id, operation: 'update' }),
    [`${id}.2.delete`]: JSON.stringify({ sys_id: id, operation: 'delete' }),
  })
  expect(receiver.received).toHaveLength(3)
  expect(receiver.received.every(({ headers }) => headers['x-crosstie-secret'] === 's3cret')).toBe(true)
})
