import type { RequestListener, ServerResponse } from 'node:http'
import { describe, expect, onTestFinished, test } from 'vitest'
import { createHttpClient, type HttpClient } from '../http.ts'
import { createPacer } from '../pace.ts'
import type { Draft } from '../provider.ts'
import { faultOf } from '../testing/fault-of.ts'
import { startServer } from '../testing/server.ts'
import { azureDevOps } from './index.ts'

const now = () => new Date('2026-03-01T10:00:00Z')

/** Answers of Azure DevOps that the simulator does not give. */
async function world(handler: RequestListener, around = (http: HttpClient) => http) {
  const server = await startServer(handler)
  const http = createHttpClient({ allowedPrivateHosts: ['127.0.0.1'] })
  onTestFinished(async () => {
    await http.close()
    await server.close()
  })
  const config = { organization: `${server.url}/contoso`, token: 'tok-3n-123' }
  return { server, tracker: azureDevOps.connect(config, { http: around(http), now }) }
}

const says = (response: ServerResponse, body: unknown, status = 200) =>
  void response.writeHead(status).end(JSON.stringify(body))

/** One answer after the other; the last one stays. */
const json =
  (...bodies: unknown[]): RequestListener =>
  (_, response) =>
    says(response, bodies.length > 1 ? bodies.shift() : bodies[0])

const draft: Draft = { title: 'Disk full', description: '', facts: [] }
const task = { project: 'Cloud Ops', areaPath: String.raw`Cloud Ops\AWS`, workItemType: 'Task' }
const refusal = async (status: number, body: unknown) => {
  const { tracker } = await world((_, response) => says(response, body, status))
  return faultOf(tracker.create(draft, task, 'm1'))
}

describe('A68 · a token that has ended', () => {
  test.each([
    [203, {}, '<!DOCTYPE html><html><head><title>Azure DevOps Services | Sign In</title></head></html>'],
    [203, {}, ''],
    [302, { location: 'https://spsprodweu1.vssps.visualstudio.com/_signin?realm=dev.azure.com' }, ''],
    [302, { location: 'https://login.microsoftonline.com/common' }, ''],
    [302, { location: 'https://elsewhere.example/', 'x-tfs-fedauthredirect': 'https://x' }, ''],
  ])('is noticed in a sign-in page: %i %j', async (status, headers, body) => {
    const { tracker } = await world((_, response) => response.writeHead(status, headers).end(body))
    expect(await faultOf(tracker.read(['5']))).toMatchObject({
      kind: 'unauthorized',
      detail: expect.stringContaining('sign-in page'),
    })
  })

  test('is noticed where nobody is signed in, before anything counts as gone', async () => {
    const nobody = { authenticatedUser: { id: 'AAAAAAAA-aaaa-aaaa-aaaa-aaaaaaaaaaaa' } }
    const { tracker } = await world((request, response) =>
      says(response, request.url?.includes('connectionData') ? nobody : { count: 0, value: [] }),
    )
    expect((await faultOf(tracker.read(['5']))).kind).toBe('unauthorized')
  })

  test('or that lacks a scope is a 401, which says what to look at', async () => {
    const { tracker } = await world((_, response) => response.writeHead(401).end())
    expect((await faultOf(tracker.read(['5']))).detail).toMatch(/Work Items: Read & write/u)
  })

  test('another redirect, or a page beside a 200, is a bad answer', async () => {
    const { tracker } = await world((_, response) =>
      response.writeHead(302, { location: 'https://x.example/' }).end(),
    )
    expect((await faultOf(tracker.read(['5']))).kind).toBe('bad-answer')
    const page = await world((_, response) => response.end('<html><title>Proxy</title></html>'))
    expect((await faultOf(page.tracker.read(['5']))).kind).toBe('bad-answer')
  })

  test('203 beside JSON is a proxy’s note, not a sign-in page', async () => {
    const { tracker } = await world((_, response) => says(response, { value: [{ id: 5, rev: 1 }] }, 203))
    expect((await tracker.read(['5'])).issues).toHaveLength(1)
  })
})

describe('A refusal in Azure DevOps’ words', () => {
  test('a broken rule names its field, in the hub’s word where it has one', async () => {
    const rule = (fieldReferenceName: string, errorMessage: string) => ({ fieldReferenceName, errorMessage })
    const fault = await refusal(400, {
      message: 'TF401320: Rule Error for field Cost Centre. Error code: Required, InvalidEmpty.',
      customProperties: {
        RuleValidationErrors: [
          rule('Custom.CostCentre', 'TF401320: Rule Error for field Cost Centre.'),
          rule('System.Title', 'TF401320: Rule Error for field Title.'),
        ],
      },
    })
    expect(fault).toMatchObject({
      kind: 'invalid',
      code: 'TF401320',
      fields: { 'Custom.CostCentre': expect.stringContaining('Cost Centre'), title: expect.any(String) },
    })
  })

  test.each([
    [400, 'TF401320: Rule Error for field Title. Error code: Required.', 'invalid', 'title'],
    [400, 'TF401320: Rule Error for field Cost Centre. Error code: Required.', 'invalid', 'Cost Centre'],
    [
      400,
      "TF401347: Invalid tree name given for work item -1, field 'System.AreaPath'.",
      'invalid',
      'areaPath',
    ],
    [
      400,
      "TF401347: Invalid tree name given for work item -1, field 'System.IterationPath'.",
      'invalid',
      'System.IterationPath',
    ],
    [400, 'TF51535: Cannot find field Custom.CostCentre.', 'invalid', 'Custom.CostCentre'],
    [
      403,
      'TF237111: The current user does not have permissions to save work items.',
      'forbidden',
      'areaPath',
    ],
    [404, 'TF200016: The following project does not exist: Cloud Ops.', 'not-found', 'project'],
    [404, 'VS402323: Work item type Tsk does not exist in project Cloud Ops.', 'not-found', 'workItemType'],
  ])('%i %s is %s, at %s', async (...[status, message, kind, field]) => {
    expect(await refusal(status, { message })).toMatchObject({
      kind,
      detail: message,
      code: message.slice(0, message.indexOf(':')),
      fields: { [field]: message },
    })
  })

  test('without a code has its words, and no field', async () => {
    expect(await refusal(400, { count: 1, value: { Message: 'The request is invalid.' } })).toEqual({
      kind: 'invalid',
      status: 400,
      detail: 'The request is invalid.',
    })
  })

  test('A secret that the server echoes is in no fault', async () => {
    const { tracker } = await world((request, response) =>
      says(response, { message: `got ${request.headers.authorization} and tok-3n-123` }, 400),
    )
    const fault = await faultOf(tracker.check())
    expect(fault.detail).toContain('•••')
    expect(JSON.stringify(fault)).not.toMatch(/tok-3n|OnRvay0/u)
  })
})

describe('A76 · the service’s limits', () => {
  test('a 429 carries the wait that is asked for', async () => {
    const { tracker } = await world((_, response) => response.writeHead(429, { 'retry-after': '40' }).end())
    expect(await faultOf(tracker.read(['5']))).toMatchObject({ kind: 'rate-limited', retryAfterMs: 40_000 })
  })

  test('a Retry-After beside a good answer holds the next call back', async () => {
    const waits: number[] = []
    let at = now().getTime()
    const pacer = createPacer({
      now: () => new Date(at),
      sleep: (ms) => {
        waits.push(ms)
        at += ms
        return Promise.resolve()
      },
    })
    const { tracker } = await world(
      (_, response) => {
        response.setHeader('retry-after', '7')
        says(response, { value: [{ id: 5, rev: 1 }] })
      },
      (http) => pacer.wrap(http, { key: 'k', requestsPerMinute: azureDevOps.about.requestsPerMinute }),
    )
    expect((await tracker.read(['5'])).issues).toHaveLength(1)
    expect(waits).toEqual([])
    await tracker.read(['5'])
    expect(waits).toEqual([7000])
  })
})

describe('Revisions', () => {
  const revision = (id: number, rev: number, moment: string | null = '2026-03-01T09:30:00Z') => ({
    id,
    rev,
    fields: { 'System.ChangedDate': moment },
  })
  const page = (values: unknown[], rest: object) => ({ values, isLastBatch: true, ...rest })
  const since = new Date('2026-03-01T09:00:00Z')

  async function poll(handler: RequestListener, token?: string) {
    const { server, tracker } = await world(handler)
    const pages = []
    for await (const one of tracker.changes(token === undefined ? { since } : { since, token }))
      pages.push(one)
    const queries = server.requests.map(({ url }) => new URL(url, server.url).searchParams)
    return { pages, queries }
  }

  test('begin by date a little earlier, then go on at the place', async () => {
    const { pages, queries } = await poll(
      json(
        page([revision(5, 2)], { isLastBatch: false, continuationToken: '7;1;2' }),
        page([revision(6, 1)], { continuationToken: '8;1;2' }),
      ),
    )
    expect(queries.map((query) => [query.get('startDateTime'), query.get('continuationToken')])).toEqual([
      ['2026-03-01T08:55:00.000Z', null],
      [null, '7;1;2'],
    ])
    expect(pages.at(-1)).toMatchObject({
      next: { since: new Date('2026-03-01T09:30:00Z'), token: '8;1;2' },
      anchor: { scope: 'organization', position: '8;1;2' },
    })
  })

  test('of an item on one page are one change, the latest, and a deleted item is one too', async () => {
    const deleted = { id: 7, rev: 4, fields: { 'System.IsDeleted': true } }
    const { pages } = await poll(json(page([revision(5, 2), revision(5, 3), deleted], {})))
    expect(pages[0]?.changes).toMatchObject([
      { issueId: '5', version: '3' },
      { issueId: '7', version: '4' },
    ])
  })

  test('an empty page in the middle does not end the reading', async () => {
    const { pages } = await poll(
      json(page([], { isLastBatch: false, continuationToken: 'a' }), page([revision(5, 1)], {})),
    )
    expect(pages.flatMap(({ changes }) => changes)).toHaveLength(1)
  })

  test('nothing new costs one call and keeps the place', async () => {
    const { pages, queries } = await poll(json(page([], {})), 'kept')
    expect(queries).toHaveLength(1)
    expect(pages[0]?.next).toEqual({ since, token: 'kept' })
  })

  test('the place is taken from the link where an older server gives it only there', async () => {
    const nextLink =
      'https://tfs.example/c/_apis/wit/reporting/workItemRevisions?continuationToken=3%3B2&api-version=2.0'
    const { pages } = await poll(json(page([revision(5, 1)], { nextLink })))
    expect(pages[0]?.next.token).toBe('3;2')
  })

  test('a place that is not known any more is left, and reading begins by date', async () => {
    const { pages, queries } = await poll((request, response) => {
      const known = !request.url?.includes('continuationToken')
      says(response, known ? page([revision(5, 1)], {}) : { message: 'Invalid token.' }, known ? 200 : 400)
    }, 'forgotten')
    expect(queries.map((query) => query.get('startDateTime'))).toEqual([null, '2026-03-01T08:55:00.000Z'])
    expect(pages[0]?.next).toEqual({ since: new Date('2026-03-01T09:30:00Z') })
  })

  test('an error at the place is an error, never “nothing new”', async () => {
    const work = poll((_, response) => response.writeHead(503).end(), 'kept')
    expect((await faultOf(work)).kind).toBe('unavailable')
  })

  test.each([
    ['go round in a circle', page([], { isLastBatch: false, continuationToken: 'same' })],
    ['promise more without saying where', page([], { isLastBatch: false })],
    ['do not say whether they are the last', { values: [] }],
    ['have an item without a revision', page([{ id: 5 }], {})],
  ])('that %s are a bad answer', async (_, body) => {
    expect((await faultOf(poll(json(body)))).kind).toBe('bad-answer')
  })
})

describe('find', () => {
  const me = { authenticatedUser: { id: 'me', providerDisplayName: 'Crosstie' } }
  const tagged = (id: number, creator: unknown = { id: 'me' }, tags = 'crosstie; crosstie-m1') => ({
    id,
    rev: 1,
    fields: { 'System.Tags': tags, 'System.CreatedBy': creator, 'System.Title': `Item ${id}` },
  })

  /** @param there what the query finds, what reading gives, and what the revisions say */
  async function search(there: { queried: number[]; items: unknown[]; revisions?: unknown }) {
    const { server, tracker } = await world((request, response) => {
      const url = request.url ?? ''
      if (url.includes('connectionData')) return says(response, me)
      if (url.includes('/wiql')) return says(response, { workItems: there.queried.map((id) => ({ id })) })
      if (url.includes('workitemsbatch')) return says(response, { value: there.items })
      return there.revisions ? says(response, there.revisions) : says(response, { message: 'No.' }, 400)
    })
    const anchor = { scope: 'organization', position: '7;1' }
    return { found: await tracker.find('m1', anchor), requests: server.requests }
  }

  test('of the hub user’s own copies the first is the original', async () => {
    const { found } = await search({
      queried: [9, 5],
      items: [tagged(9), tagged(5), tagged(4, { id: 'ada' })],
    })
    expect(found).toMatchObject({ outcome: 'found', issue: { id: '5' } })
  })

  test('an item that the query gave without being asked for is not taken', async () => {
    const items = [tagged(5, { id: 'me' }, 'crosstie; crosstie-m12')]
    const { found } = await search({ queried: [5], items, revisions: { values: [], isLastBatch: true } })
    expect(found).toEqual({ outcome: 'absent' })
  })

  test('a tag on another one’s item only is not absence', async () => {
    const revisions = { values: [], isLastBatch: true }
    const { found } = await search({ queried: [9], items: [tagged(9, 'Ada <ada@example.com>')], revisions })
    expect(found).toMatchObject({ outcome: 'unsure', because: expect.stringContaining('9') })
  })

  test('a creator that nobody tells is not the hub', async () => {
    const revisions = { values: [], isLastBatch: true }
    const { found } = await search({ queried: [9], items: [tagged(9, null)], revisions })
    expect(found.outcome).toBe('unsure')
  })

  test('an item that was made and deleted since is not absence', async () => {
    const revisions = { values: [tagged(5)], isLastBatch: true }
    const { found } = await search({ queried: [], items: [], revisions })
    expect(found).toMatchObject({ outcome: 'unsure', because: expect.stringContaining('deleted') })
  })

  test('a tag that was taken off again still proves the item by its first revision', async () => {
    const revisions = { values: [tagged(5)], isLastBatch: true }
    const { found } = await search({ queried: [], items: [tagged(5, { id: 'me' }, 'other')], revisions })
    expect(found).toMatchObject({ outcome: 'found', issue: { id: '5' } })
  })

  test('a place that is not known any more is not absence', async () => {
    const { found } = await search({ queried: [], items: [] })
    expect(found).toMatchObject({ outcome: 'unsure', because: expect.stringContaining('7;1') })
  })

  test('more changes than can be read are not absence', async () => {
    let token = 0
    const { tracker } = await world((request, response) => {
      const url = request.url ?? ''
      token += 1
      if (url.includes('connectionData')) return says(response, me)
      if (url.includes('/wiql')) return says(response, { workItems: [] })
      return says(response, { values: [], isLastBatch: false, continuationToken: String(token) })
    })
    const found = await tracker.find('m1', { scope: 'organization', position: 'x' })
    expect(found).toMatchObject({ outcome: 'unsure', because: expect.stringContaining('100') })
  })

  test('no marker can end the text of the query', async () => {
    const { server, tracker } = await world((request, response) =>
      says(response, request.url?.includes('connectionData') ? me : { workItems: [] }),
    )
    await tracker.find("x' OR [System.Id] > 0 --", undefined)
    const { query } = JSON.parse(server.requests[1]?.body ?? '') as { query: string }
    expect(query).toContain("CONTAINS 'crosstie-x'' OR [System.Id] > 0 --' ORDER BY")
  })
})
