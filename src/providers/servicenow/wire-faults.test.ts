import type { RequestListener } from 'node:http'
import { describe, expect, onTestFinished, test } from 'vitest'
import { createHttpClient } from '../http.ts'
import type { Tracker } from '../provider.ts'
import { faultOf } from '../testing/fault-of.ts'
import { startServer } from '../testing/server.ts'
import { serviceNow } from './index.ts'
import { draft } from './testing/instance.ts'

const sysId = '26d1744d47603110d737cd9bd36d436b'
const group = '287ebd7da9fe198100f92cc8d1d2154e'
const marker = '01994f3e-7a10-7c55-9d2e-0b6f0c1a2b3c'

/** Answers of ServiceNow that the simulator does not give. */
async function world(handler: RequestListener) {
  const server = await startServer(handler)
  const http = createHttpClient({ allowedPrivateHosts: ['127.0.0.1'] })
  onTestFinished(async () => {
    await http.close()
    await server.close()
  })
  const config = { instance: server.url, username: 'hub', password: 'pa55-w0rd-9' }
  return {
    server,
    tracker: serviceNow.connect(config, { http, now: () => new Date('2026-03-01T10:00:00Z') }),
  }
}

const answering = (status: number, body: unknown, headers: Record<string, string> = {}): RequestListener => {
  const text = typeof body === 'string' ? body : JSON.stringify(body)
  return (_, response) => response.writeHead(status, headers).end(text)
}

const error = (message: string, detail: string | null = null) => ({
  error: { message, detail },
  status: 'failure',
})

async function poll(tracker: Tracker): Promise<number> {
  let pages = 0
  for await (const { changes } of tracker.changes({ since: new Date('2026-03-01T09:00:00Z') }))
    pages += changes.length
  return pages
}

describe('An instance that hibernates', () => {
  const page = '<html><head><title>Instance Hibernating page</title></head></html>'

  test.each([page, `\n <!DOCTYPE html>${page}`])(
    'answers 200 with a page: it is unavailable',
    async (html) => {
      const { tracker } = await world(answering(200, html))
      const faults = [
        await faultOf(tracker.check()),
        await faultOf(tracker.create(draft, { assignmentGroup: group }, marker)),
        await faultOf(tracker.find(marker, undefined)),
        await faultOf(poll(tracker)),
      ]
      for (const fault of faults) {
        expect(fault).toMatchObject({ kind: 'unavailable', status: 200 })
        expect(fault.detail).toMatch(/Hibernating page.+wake it/u)
      }
    },
  )
})

describe('A transaction that the instance gave up', () => {
  const words = error('Transaction cancelled: maximum execution time exceeded', 'Check logs.')

  test('is no success, although its answer has the status of one', async () => {
    const { tracker } = await world(answering(200, { result: [], ...words }))
    const fault = await faultOf(tracker.find(marker, undefined))
    expect(fault).toMatchObject({ kind: 'unavailable', detail: expect.stringContaining('execution time') })
  })

  test('with 500 leaves a create unknown: it may have been carried out', async () => {
    const { tracker } = await world(answering(500, words))
    const fault = await faultOf(tracker.create(draft, { assignmentGroup: group }, marker))
    expect(fault).toMatchObject({ kind: 'unavailable', status: 500 })
  })
})

describe('A refusal', () => {
  const refused = async (...answer: Parameters<typeof answering>) => {
    const { tracker } = await world(answering(...answer))
    return faultOf(tracker.create(draft, { assignmentGroup: group }, marker))
  }

  test('A68 · of the password says what to look at', async () => {
    const fault = await refused(401, error('User Not Authenticated', 'Required to provide Auth information'))
    expect(fault.kind).toBe('unauthorized')
    expect(fault.detail).toMatch(/User Not Authenticated.+Web service access only/u)
  })

  test('A69 · by an access rule names the role', async () => {
    const fault = await refused(
      403,
      error('Operation Failed', 'ACL Exception Insert Failed due to security constraints'),
    )
    expect(fault.kind).toBe('forbidden')
    expect(fault.detail).toMatch(/ACL Exception.+itil/u)
  })

  test.each([
    ['Data Policy Exception: Short description is mandatory', ['title']],
    [
      'Data Policy Exception: The following fields are mandatory: Assignment group, Due date',
      ['assignmentGroup', 'Due date'],
    ],
    ['Data Policy Exception:  Kostenstelle is mandatory ', ['Kostenstelle']],
  ])('by a data policy is of the content: %s', async (detail, fields) => {
    const fault = await refused(403, error('Operation Failed', detail))
    expect(fault.kind).toBe('invalid')
    expect(Object.keys(fault.fields ?? {})).toEqual(fields)
    expect(fault.detail).not.toContain('itil')
  })

  test('by a business rule is of the content, in its words', async () => {
    const words =
      "Operation against file 'incident' was aborted by Business Rule 'No hubs^6a2e9d14'. Business Rule Stack:No hubs"
    expect(await refused(403, error(words))).toMatchObject({
      kind: 'invalid',
      detail: expect.stringContaining('No hubs'),
    })
  })

  test('A70 · a table that is not there is told in ServiceNow’s words', async () => {
    expect(
      await refused(400, error('Invalid table incident', 'Table incident does not exist')),
    ).toMatchObject({
      kind: 'invalid',
      detail: 'Invalid table incident. Table incident does not exist.',
    })
    expect((await refused(404, 'not here')).kind).toBe('not-found')
  })

  test('A76 · for too many requests carries the wait, the words and the rule', async () => {
    const body = error('Rate limit exceeded', 'Rate limit of 100 requests per hour for Table API exceeded')
    const headers = { 'retry-after': '45', 'x-ratelimit-rule': sysId, 'x-ratelimit-limit': '100' }
    expect(await refused(429, body, headers)).toMatchObject({
      kind: 'rate-limited',
      retryAfterMs: 45_000,
      code: sysId,
      detail: expect.stringContaining('100 requests per hour'),
    })
  })

  test.each(['', 'half {', '{"error":"plain words"}', '{"error":null}', '[]'])(
    'with a body %j is still told by its status',
    async (body) => {
      expect((await refused(403, body)).kind).toBe('forbidden')
    },
  )

  test('that echoes the secret does not carry it into the fault', async () => {
    const { tracker } = await world((request, response) => {
      response
        .writeHead(400)
        .end(JSON.stringify(error(`got ${request.headers.authorization}`, 'pa55-w0rd-9 is wrong')))
    })
    const fault = await faultOf(tracker.check())
    expect(fault.detail).toContain('•••')
    expect(JSON.stringify(fault)).not.toMatch(/pa55-w0rd|aHViOn/u)
  })
})

describe('A dropped condition matches every incident', () => {
  const foreign = {
    sys_id: sysId,
    number: 'INC0000046',
    correlation_id: '',
    sys_created_by: 'admin',
    sys_updated_on: '2015-11-01 22:37:27',
  }

  test('a search then is unsure, never found nor absent', async () => {
    const { tracker } = await world(answering(200, { result: [foreign] }))
    expect(await tracker.find(marker, undefined)).toMatchObject({ outcome: 'unsure' })
  })

  test('a reading then is a bad answer: nothing is gone', async () => {
    const { tracker } = await world(answering(200, { result: [foreign] }))
    expect((await faultOf(tracker.read([group]))).kind).toBe('bad-answer')
    expect((await faultOf(tracker.read(['INC0000047']))).kind).toBe('bad-answer')
  })

  test('a poll then is a bad answer, because what comes is too old', async () => {
    const { tracker } = await world(answering(200, { result: [foreign] }))
    expect((await faultOf(poll(tracker))).kind).toBe('bad-answer')
  })

  test('choices of other fields are not taken for those of a category', async () => {
    const choice = { element: 'state', value: '1', label: 'New', name: 'incident', inactive: 'false' }
    const { tracker } = await world(answering(200, { result: [choice] }))
    expect(await tracker.choices('category', {})).toEqual([])
  })

  test('roles of other users are not taken for the hub’s', async () => {
    const { tracker } = await world((request, response) => {
      const role = {
        role: { display_value: 'admin', value: group },
        user: { display_value: 'Ada', value: group },
      }
      const table = /table\/(\w+)/u.exec(request.url ?? '')?.[1]
      const rows =
        table === 'sys_user_has_role' ? [role] : table === 'sys_user_group' ? [{ sys_id: group }] : []
      response.end(JSON.stringify({ result: rows }))
    })
    const { rights } = await tracker.check()
    expect(rights.find(({ right }) => right === 'itil')).toMatchObject({ granted: false })
  })
})

describe('Pages', () => {
  const row = (second: number, id: string) => ({
    sys_id: id.repeat(32),
    sys_updated_on: `2026-03-01 09:30:0${second}`,
    sys_mod_count: '0',
  })
  const more = { link: '<https://x/api/now/table/incident?sysparm_offset=1000>;rel="next"' }

  test('that are not sorted cannot be told apart: a bad answer', async () => {
    const { tracker } = await world(answering(200, { result: [row(2, 'a'), row(1, 'b')] }, more))
    expect((await faultOf(poll(tracker))).kind).toBe('bad-answer')
  })

  test('need no order where there is but one', async () => {
    const { tracker } = await world(answering(200, { result: [row(2, 'a'), row(1, 'b')] }))
    expect(await poll(tracker)).toBe(2)
  })

  test('go on without a Link header where the count says so, or where a page is full', async () => {
    const all = Array.from({ length: 1500 }, (_, i) => ({
      sys_id: i.toString(16).padStart(32, '0'),
      name: `Group ${i}`,
    }))
    const told: Record<string, string>[] = [{ 'x-total-count': '1500' }, {}]
    for (const headers of told) {
      const { tracker } = await world((request, response) => {
        const offset = Number(new URL(request.url ?? '', 'http://x').searchParams.get('sysparm_offset'))
        answering(200, { result: all.slice(offset, offset + 1000) }, headers)(request, response)
      })
      expect(await tracker.choices('assignmentGroup', {})).toHaveLength(1500)
    }
  })

  test('that never end, with nothing on them, are a bad answer', async () => {
    const { tracker } = await world(answering(200, { result: [] }, more))
    expect((await faultOf(poll(tracker))).kind).toBe('bad-answer')
  })

  test('without a moment of change are a bad answer', async () => {
    const { tracker } = await world(answering(200, { result: [{ sys_id: sysId, sys_updated_on: '' }] }))
    expect((await faultOf(poll(tracker))).kind).toBe('bad-answer')
  })
})

test('A group that the list is too long to hold is no problem of a route', async () => {
  const { tracker } = await world((request, response) => {
    const query = new URL(request.url ?? '', 'http://x').searchParams.get('sysparm_query') ?? ''
    const asked = query === `sys_id=${group}` ? [{ sys_id: group, name: 'Far down', active: 'true' }] : []
    response.end(JSON.stringify({ result: asked }))
  })
  expect((await tracker.check({ assignmentGroup: group })).problems).toEqual([])
})

test('An answer in another shape is a bad answer with its place', async () => {
  const { tracker } = await world(answering(200, { result: [{ sys_id: 'INC0010001' }] }))
  expect(await faultOf(tracker.choices('assignmentGroup', {}))).toMatchObject({
    kind: 'bad-answer',
    detail: expect.stringContaining('result.0.sys_id'),
  })
  const other = await world(answering(200, { records: [] }))
  expect((await faultOf(other.tracker.choices('assignmentGroup', {}))).kind).toBe('bad-answer')
})

test('The whole address of a call is in the instance’s API, with both forms of each value', async () => {
  const { server, tracker } = await world(answering(200, { result: [] }))
  await tracker.choices('assignmentGroup', {})
  const url = new URL(server.requests[0]?.url ?? '', server.url)
  expect(url.pathname).toBe('/api/now/table/sys_user_group')
  expect(Object.fromEntries(url.searchParams)).toEqual({
    sysparm_display_value: 'all',
    sysparm_exclude_reference_link: 'true',
    sysparm_fields: 'sys_id,name,active',
    sysparm_query: 'active=true^ORDERBYname^ORDERBYsys_id',
    sysparm_limit: '1000',
  })
})
