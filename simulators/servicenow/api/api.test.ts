import { describe, expect, test } from 'vitest'
import { setRoles } from '../state/start.ts'
import { testSite } from '../test-client.ts'

describe('A list', () => {
  test('is limited before access rules take rows away, so a page can be empty and not the last', async () => {
    const { call, create, state } = testSite()
    const ids = []
    for (let i = 0; i < 5; i += 1) ids.push((await create()).sys_id)
    state.access.hiddenRecords = ids.slice(0, 2)
    const page = await call('GET', 'incident?sysparm_limit=2')
    expect(page.result).toEqual([])
    expect(page.headers['x-total-count']).toBe('5')
    expect(page.headers['link']).toMatch(/sysparm_offset=2>;rel="next"/u)
    const last = await call('GET', 'incident?sysparm_limit=2&sysparm_offset=4')
    expect(last.result).toHaveLength(1)
    expect(last.headers['link']).not.toContain('rel="next"')
  })

  test('on one page has no links, and no count where none is wanted', async () => {
    const { call, create } = testSite()
    await create()
    const { headers } = await call('GET', 'incident?sysparm_no_count=true')
    expect([headers['link'], headers['x-total-count']]).toEqual([undefined, undefined])
  })

  test('may not be searched by a field that may not be read', async () => {
    const { call, create, state } = testSite()
    const { sys_id: id } = await create({ correlation_id: 'm' })
    state.access.hiddenFields = ['incident.correlation_id']
    const { status, error } = await call('GET', 'incident?sysparm_query=correlation_id=m')
    expect([status, error?.message]).toEqual([403, 'Insufficient rights to query records'])
    expect((await call('GET', `incident/${id}`)).result).not.toHaveProperty('correlation_id')
  })
})

describe('A value', () => {
  const fields = 'sysparm_fields=state,opened_by,opened_at,work_notes,no_such_field'
  async function shown(display: string, more = '') {
    const { call, create } = testSite()
    const { sys_id: id } = await create({ work_notes: 'Looked.' })
    return (await call('GET', `incident/${id}?${fields}&sysparm_display_value=${display}${more}`)).result
  }

  test('is answered as it is stored: journals empty, references by link', async () => {
    expect(await shown('false')).toEqual({
      state: '1',
      opened_by: {
        link: expect.stringMatching(/^http:\/\/snow\.example\/api\/now\/table\/sys_user\/[0-9a-f]{32}$/u),
        value: expect.stringMatching(/^[0-9a-f]{32}$/u),
      },
      opened_at: '2026-11-22 05:00:00',
      work_notes: '',
    })
  })

  test('is answered as people see it: labels, names, their own time zone, whole journals', async () => {
    expect(await shown('true', '&sysparm_exclude_reference_link=true')).toEqual({
      state: 'New',
      opened_by: 'Crosstie Integration',
      opened_at: '2026-11-21 21:00:00',
      work_notes: '2026-11-21 21:00:00 - Crosstie Integration (Work notes)\nLooked.\n\n',
    })
  })

  test('is answered in both forms', async () => {
    expect(await shown('all', '&sysparm_exclude_reference_link=true')).toMatchObject({
      state: { display_value: 'New', value: '1' },
      opened_at: { display_value: '2026-11-21 21:00:00', value: '2026-11-22 05:00:00' },
      work_notes: { display_value: expect.stringContaining('Looked.'), value: '' },
    })
  })

  test('is shown in the language of the instance', async () => {
    const { call, create, state } = testSite()
    const { sys_id: id } = await create()
    state.language = 'de'
    const { result } = await call(
      'GET',
      `incident/${id}?sysparm_fields=state,priority&sysparm_display_value=true`,
    )
    expect(result).toEqual({ state: 'Neu', priority: '5 - Planung' })
  })
})

describe('A call', () => {
  test('without the right password is told so, in the words recorded', async () => {
    const { call } = testSite()
    for (const as of ['', 'Basic eDp5', 'Bearer x']) {
      const { status, error, headers } = await call('GET', 'incident', { as })
      expect([status, error?.message, headers['www-authenticate']]).toEqual([
        401,
        'User Not Authenticated',
        'BASIC realm="Service-now"',
      ])
    }
  })

  test('for a table or record that is not there is told so', async () => {
    const { call } = testSite()
    expect(await call('GET', 'nope')).toMatchObject({ status: 400, error: { message: 'Invalid table nope' } })
    expect(await call('GET', 'incident/x')).toMatchObject({
      status: 404,
      error: { message: 'No Record found' },
    })
    expect(await call('PATCH', 'incident/x', { body: {} })).toMatchObject({ status: 404 })
  })

  test('to a hibernating instance gets a page with status 200', async () => {
    const { send, state } = testSite()
    state.hibernating = true
    const outcome = await send('POST', 'incident', { body: {} })
    expect(outcome).toMatchObject({ status: 200, contentType: expect.stringContaining('text/html') })
    expect(state.tables.incident.size).toBe(0)
  })

  test('beyond the rate limit is refused as documented', async () => {
    const { call, site } = testSite()
    site.faults.rateLimit = { limit: 1, windowMs: 60_000 }
    expect((await call('GET', 'incident')).headers['x-ratelimit-limit']).toBe('1')
    const { status, headers, error } = await call('GET', 'incident')
    expect([status, headers['retry-after'], error?.message]).toEqual([429, '60', 'Rate limit exceeded'])
    expect(headers['x-ratelimit-reset']).toMatch(/^\d{10}$/u)
  })

  test('may do what the roles allow: without itil one sees only what is one’s own', async () => {
    const { call, create, state, mara } = testSite()
    await create()
    const other = await call('POST', 'incident', { as: mara, body: {} })
    setRoles(state, state.integrationUser, [])
    expect((await call('GET', 'incident')).result).toHaveLength(1)
    expect((await call('GET', `incident/${other.result['sys_id']}`)).status).toBe(404)
    expect(await call('POST', 'incident', { body: {} })).toMatchObject({
      status: 403,
      error: { detail: 'ACL Exception Insert Failed due to security constraints' },
    })
  })

  test('deletes only for an administrator', async () => {
    const { call, create, mara } = testSite()
    const { sys_id: id } = await create({ comments: 'x' })
    expect((await call('DELETE', `incident/${id}`)).status).toBe(403)
    expect((await call('DELETE', `incident/${id}`, { as: mara })).status).toBe(204)
    expect((await call('GET', 'sys_journal_field')).result).toEqual([])
  })
})
