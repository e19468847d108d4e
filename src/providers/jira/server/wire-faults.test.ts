import type { RequestListener } from 'node:http'
import { describe, expect, onTestFinished, test } from 'vitest'
import { createHttpClient } from '../../http.ts'
import { faultOf } from '../../testing/fault-of.ts'
import { startServer } from '../../testing/server.ts'
import { jira } from '../index.ts'

/** Answers of a Data Center that the simulator does not give, below a context path. */
async function world(handler: RequestListener) {
  const server = await startServer(handler)
  const http = createHttpClient({ allowedPrivateHosts: ['127.0.0.1'] })
  onTestFinished(async () => {
    await http.close()
    await server.close()
  })
  const config = jira.config.parse({
    edition: 'Server or Data Center',
    site: `${server.url}/jira/`,
    token: 'pat-9f-123',
    defaultProjectKey: 'INFRA',
  })
  return { server, tracker: jira.connect(config, { http, now: () => new Date('2026-03-01T10:00:00Z') }) }
}

const json =
  (...bodies: unknown[]): RequestListener =>
  (_, response) =>
    response.end(JSON.stringify(bodies.length > 1 ? bodies.shift() : bodies[0]))

test('C25, CX9 · the context path is kept, and the token goes as Bearer', async () => {
  const { server, tracker } = await world(json({ id: '1', key: 'INFRA-1' }))
  const { url } = await tracker.create(
    { title: 'x', description: '', facts: [] },
    { project: 'INFRA', issueType: 'Task' },
    'm',
  )
  expect(url).toBe(`${server.url}/jira/browse/INFRA-1`)
  expect(server.requests[0]).toMatchObject({
    url: '/jira/rest/api/2/issue',
    headers: { authorization: 'Bearer pat-9f-123' },
  })
})

test('A68 · a captcha after failed sign-ins is told as one', async () => {
  const headers = { 'x-seraph-loginreason': 'AUTHENTICATION_DENIED' }
  const { tracker } = await world((_, response) => response.writeHead(403, headers).end())
  expect(await faultOf(tracker.check())).toMatchObject({
    kind: 'unauthorized',
    detail: expect.stringContaining('captcha'),
  })
})

test.each(['/jira/login.jsp?permissionViolation=true', 'https://sso.acme.example/saml/login'])(
  'A68 · a way to the sign-in page %s is a refused sign-in',
  async (location) => {
    const { tracker } = await world((request, response) => {
      if (request.url?.includes('login.jsp')) response.end('<html><title>Log in</title></html>')
      else response.writeHead(302, { location }).end()
    })
    expect(['unauthorized', 'bad-answer']).toContain((await faultOf(tracker.check())).kind)
  },
)

test('A76 · a full bucket says when there is room again', async () => {
  const headers = { 'retry-after': '6', 'x-ratelimit-remaining': '0', 'x-ratelimit-interval-seconds': '60' }
  const { tracker } = await world((_, response) => response.writeHead(429, headers).end())
  expect(await faultOf(tracker.check())).toMatchObject({ kind: 'rate-limited', retryAfterMs: 6_000 })
})

test('A secret that the server echoes is in no fault', async () => {
  const { tracker } = await world((request, response) => {
    response.writeHead(400).end(JSON.stringify({ errorMessages: [`got ${request.headers.authorization}`] }))
  })
  expect(JSON.stringify(await faultOf(tracker.check()))).not.toContain('pat-9f-123')
})

describe('Nothing is gone', () => {
  test('where nobody is signed in', async () => {
    const { tracker } = await world((request, response) => {
      response.writeHead(request.url?.endsWith('/myself') ? 401 : 404).end('{}')
    })
    expect((await faultOf(tracker.read(['10001']))).kind).toBe('unauthorized')
  })

  test('where a door in front of Jira answers every address alike', async () => {
    const { tracker } = await world((_, response) => response.writeHead(404).end('<html>Not here</html>'))
    expect((await faultOf(tracker.read(['10001']))).kind).toBe('not-found')
  })
})

test('A wrapped property proves an issue as well', async () => {
  const issue = { id: '7', key: 'INFRA-7', properties: { properties: { crosstie: { marker: 'm' } } } }
  const { tracker } = await world((request, response) => {
    const found = { issues: [{ id: '7', key: 'INFRA-7' }], startAt: 0, maxResults: 100, total: 1 }
    response.end(JSON.stringify(request.url?.endsWith('/search') ? found : issue))
  })
  expect(await tracker.find('m', undefined)).toMatchObject({ outcome: 'found', issue: { id: '7' } })
})

describe('Pages', () => {
  const at = (id: number) => ({
    id: String(id),
    key: `A-${id}`,
    // All in one second, so that only places lead on.
    fields: { updated: '2026-03-01T09:30:00.000+0000' },
  })
  const page = (startAt: number, total: number, ids: number[]) => ({
    issues: ids.map(at),
    startAt,
    maxResults: 3,
    total,
  })
  async function read(...pages: object[]) {
    const { server, tracker } = await world(json(...pages))
    const ids = []
    for await (const { changes } of tracker.changes({ since: new Date('2026-03-01T09:35:00Z') }))
      ids.push(...changes.map(({ issueId }) => Number(issueId)))
    const places = server.requests.map(({ body }) => (JSON.parse(body) as { startAt: number }).startAt)
    return { ids, places }
  }

  test('overlap by one, by which the reader knows that nothing has moved', async () => {
    const { ids, places } = await read(page(0, 5, [1, 2, 3]), page(2, 5, [3, 4, 5]))
    expect([new Set(ids), places]).toEqual([new Set([1, 2, 3, 4, 5]), [0, 2]])
  })

  test('are read anew where something has', async () => {
    const { ids } = await read(
      page(0, 5, [1, 2, 3]),
      page(2, 5, [4, 5, 1]),
      page(0, 5, [2, 3, 4]),
      page(2, 5, [4, 5, 1]),
    )
    expect(new Set(ids)).toEqual(new Set([1, 2, 3, 4, 5]))
  })

  test('that move all the time are read on in the end', async () => {
    const moving = Array.from({ length: 4 }, (_, round) => [
      page(0, 5, [1, 2, 3]),
      page(2, 5, [9 + round, 4, 5]),
    ])
    const { ids } = await read(...moving.flat())
    expect(ids).toContain(5)
  })

  test('one that is empty before the end is a bad answer', async () => {
    expect((await faultOf(read(page(0, 5, [])))).kind).toBe('bad-answer')
  })

  test('one that is shorter than it says is not the last', async () => {
    const { ids } = await read(page(0, 5, [1, 2]), page(2, 5, [2, 4, 5]))
    expect(new Set(ids)).toEqual(new Set([1, 2, 4, 5]))
  })
})
