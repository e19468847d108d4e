import type { RequestListener } from 'node:http'
import { describe, expect, onTestFinished, test } from 'vitest'
import { createHttpClient } from '../http.ts'
import { faultOf } from '../testing/fault-of.ts'
import { startServer } from '../testing/server.ts'
import { jira } from './index.ts'

/** Answers of Jira that the simulator does not give. */
async function world(handler: RequestListener) {
  const server = await startServer(handler)
  const http = createHttpClient({ allowedPrivateHosts: ['127.0.0.1'] })
  onTestFinished(async () => {
    await http.close()
    await server.close()
  })
  const config = {
    site: server.url,
    email: 'ada@example.com',
    token: 'tok-3n-123',
    defaultProjectKey: 'INFRA',
  }
  return { server, tracker: jira.connect(config, { http, now: () => new Date('2026-03-01T10:00:00Z') }) }
}

const json =
  (...bodies: unknown[]): RequestListener =>
  (_, response) =>
    response.end(JSON.stringify(bodies.length > 1 ? bodies.shift() : bodies[0]))

describe('A68 · a refused sign-in', () => {
  test('is told apart as a captcha', async () => {
    const headers = { 'x-seraph-loginreason': 'AUTHENTICATION_DENIED' }
    const { tracker } = await world((_, response) => response.writeHead(403, headers).end())
    expect(await faultOf(tracker.check())).toMatchObject({
      kind: 'unauthorized',
      detail: expect.stringContaining('captcha'),
    })
  })

  test('is not taken for an empty answer where a site can be read without signing in', async () => {
    const headers = { 'x-seraph-loginreason': 'AUTHENTICATED_FAILED' }
    const body = JSON.stringify({ issues: [], issueErrors: [{ id: '10001' }] })
    const { tracker } = await world((_, response) => response.writeHead(200, headers).end(body))
    expect((await faultOf(tracker.read(['10001']))).kind).toBe('unauthorized')
  })

  test('is noticed without that header too, before anything counts as gone', async () => {
    const { tracker } = await world((request, response) => {
      if (request.url?.endsWith('/myself')) response.writeHead(401).end()
      else response.end(JSON.stringify({ issues: [], issueErrors: [] }))
    })
    expect((await faultOf(tracker.read(['10001']))).kind).toBe('unauthorized')
    expect((await faultOf(tracker.find('m', { scope: 'INFRA', position: '1' }))).kind).toBe('unauthorized')
  })

  test('a redirect to the sign-in page is one', async () => {
    const location = 'https://id.atlassian.com/login?continue=x'
    const { tracker } = await world((_, response) => response.writeHead(302, { location }).end())
    expect((await faultOf(tracker.check())).kind).toBe('unauthorized')
  })
})

test('A69 · a 403 without any of that is a missing right', async () => {
  const { tracker } = await world((_, response) => response.writeHead(403).end('{"errorMessages":["No."]}'))
  expect(await faultOf(tracker.check())).toMatchObject({ kind: 'forbidden', detail: 'No.' })
})

test('A76 · a 429 carries Jira’s reason and the reset time', async () => {
  const headers = {
    'ratelimit-reason': 'jira-burst-based',
    'x-ratelimit-reset': '2026-03-01T10:00:30Z',
    date: '',
  }
  const { tracker } = await world((_, response) => response.writeHead(429, headers).end())
  expect(await faultOf(tracker.check())).toMatchObject({
    kind: 'rate-limited',
    code: 'jira-burst-based',
    retryAfterMs: 30_000,
  })
})

test('A secret that the server echoes is in no fault', async () => {
  const { tracker } = await world((request, response) => {
    const echoed = {
      errorMessages: [`got ${request.headers.authorization}`],
      errors: { token: 'tok-3n-123 is wrong' },
    }
    response.writeHead(400).end(JSON.stringify(echoed))
  })
  const fault = await faultOf(tracker.check())
  expect(fault.detail).toContain('•••')
  expect(JSON.stringify(fault)).not.toMatch(/tok-3n|YWRhQGV4/u)
})

describe('Pages', () => {
  const read = async (handler: RequestListener) => {
    const { tracker } = await world(handler)
    const ids = []
    for await (const { changes } of tracker.changes({ since: new Date('2026-03-01T09:00:00Z') })) {
      ids.push(...changes.map(({ issueId }) => issueId))
    }
    return ids
  }
  const issue = { id: '1', key: 'A-1', fields: { updated: '2026-03-01T10:00:00.000+0000' } }

  test('that go round in a circle are a bad answer', async () => {
    const work = read(json({ issues: [issue], nextPageToken: 'same', isLast: false }))
    expect((await faultOf(work)).kind).toBe('bad-answer')
  })

  test('that promise more without saying where are a bad answer', async () => {
    expect((await faultOf(read(json({ issues: [], isLast: false })))).kind).toBe('bad-answer')
  })

  test('an empty page in the middle does not end the reading', async () => {
    expect(await read(json({ issues: [], nextPageToken: 'a' }, { issues: [issue], isLast: true }))).toEqual([
      '1',
    ])
  })

  test('an issue without a moment of change is a bad answer', async () => {
    const work = read(json({ issues: [{ id: '1', key: 'A-1', fields: { updated: null } }], isLast: true }))
    expect((await faultOf(work)).kind).toBe('bad-answer')
  })

  test('a fresh edit that the index still sorts by its old moment does not carry the reading past the others', async () => {
    const at = (id: string, updated: string) => ({
      id,
      key: `A-${id}`,
      fields: { updated: `2026-03-01T${updated}.000+0000` },
    })
    const pages = [
      { issues: [at('1', '08:56:00'), at('2', '09:59:59')], nextPageToken: 'a' },
      { issues: [at('3', '09:20:00')], isLast: true },
    ]
    const { server, tracker } = await world(json(...pages))
    const nexts = []
    for await (const { next } of tracker.changes({ since: new Date('2026-03-01T09:00:00Z') }))
      nexts.push(next.since.toISOString())
    expect(server.requests[1]?.body).toContain(`updated >= ${Date.parse('2026-03-01T08:56:00Z')} `)
    expect(nexts[0]).toBe('2026-03-01T09:00:00.000Z')
  })
})

test('A list is read to its end, page by page', async () => {
  const { server, tracker } = await world((request, response) => {
    const start = Number(new URL(request.url ?? '', 'http://x').searchParams.get('startAt'))
    const values = Array.from({ length: Math.min(100, 230 - start) }, (_, i) => ({
      key: `P${start + i}`,
      name: null,
    }))
    response.end(JSON.stringify({ values, total: 230, isLast: start + values.length >= 230 }))
  })
  expect(await tracker.choices('project', {})).toHaveLength(230)
  expect(server.requests).toHaveLength(3)
})

test('A list in another shape is a bad answer with its place', async () => {
  const { tracker } = await world(json({ values: [{ key: 7 }] }))
  expect(await faultOf(tracker.choices('project', {}))).toMatchObject({
    kind: 'bad-answer',
    detail: expect.stringContaining('values.0.key'),
  })
  const other = await world(json({ results: [] }))
  expect((await faultOf(other.tracker.choices('project', {}))).kind).toBe('bad-answer')
})
