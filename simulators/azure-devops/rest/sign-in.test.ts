import { expect, test } from 'vitest'
import { serve } from '../../ground/serve.ts'
import type { SignInWay } from '../state/model.ts'
import { authorization, testSite } from '../test-client.ts'
import { api } from './api.ts'

test.each<[SignInWay, number, string]>([
  ['status-401', 401, ''],
  ['html-203', 203, 'Sign in to your account'],
  ['redirect-302', 302, 'Object moved'],
])('an expired token is answered in the way %s', async (way, status, words) => {
  const { send, state } = testSite()
  state.token = 'changed'
  state.signIn = way
  const outcome = await send('GET', '/_apis/projects')
  if (outcome === 'dropped') throw new Error('dropped')
  expect(outcome.status).toBe(status)
  expect(outcome.body).toContain(words)
  expect(outcome.contentType.startsWith('text/html')).toBe(way !== 'status-401')
  if (way === 'redirect-302') expect(new URL(outcome.headers['location'] ?? '').host).not.toBe('ado.example')
  if (way === 'status-401')
    expect([outcome.body, outcome.headers['www-authenticate']]).toEqual([
      '',
      expect.stringContaining('Basic'),
    ])
})

test('the user name must be empty', async () => {
  const { site } = testSite()
  const named = `Basic ${Buffer.from('crosstie:ado-token').toString('base64')}`
  const ask = (credentials: string | undefined) =>
    serve(site, api, {
      method: 'GET',
      path: '/northwind-cloud/_apis/projects',
      query: new URLSearchParams(),
      authorization: credentials,
      contentType: undefined,
      body: '',
    })
  const asked = await Promise.all([ask(authorization), ask(named), ask(undefined)])
  expect(asked.map((outcome) => outcome !== 'dropped' && outcome.status)).toEqual([200, 401, 401])
})

test.each([
  ['projectRead', 'GET', '/_apis/projects'],
  ['workItemsRead', 'GET', '/_apis/wit/reporting/workItemRevisions'],
  ['workItemsWrite', 'DELETE', '/_apis/wit/workitems/101'],
] as const)('without the scope %s, %s %s is 401 without a body, as recorded', async (scope, method, path) => {
  const { send, create, state } = testSite()
  await create()
  state.scopes[scope] = false
  expect(await send(method, path)).toMatchObject({ status: 401, body: '' })
  expect(await send('GET', '/_apis/connectionData')).toMatchObject({ status: 200 })
})

test('an unknown organization is a page, an unknown resource a refusal', async () => {
  const { site, call } = testSite()
  site.state.organization = 'another'
  const outcome = await serve(site, api, {
    method: 'GET',
    path: '/northwind-cloud/_apis/projects',
    query: new URLSearchParams(),
    authorization,
    contentType: undefined,
    body: '',
  })
  expect(outcome).toMatchObject({ status: 404, contentType: expect.stringContaining('text/html') })
  site.state.organization = 'northwind-cloud'
  expect((await call('GET', '/_apis/wit/nothing')).status).toBe(404)
})

test.each([
  ['/_apis/projects', '7.1', 200],
  ['/_apis/projects', '6.0', 200],
  ['/_apis/projects', '9.9', 400],
  ['/_apis/connectionData', '7.1', 400],
  ['/_apis/connectionData', '7.1-preview', 200],
  ['/Cloud%20Operations/_apis/wit/workItems/101/comments', '7.1', 400],
  ['/Cloud%20Operations/_apis/wit/workItems/101/comments', '7.1-preview.4', 200],
])('%s in version %s is %i', async (path, version, status) => {
  const { call, create } = testSite()
  await create()
  expect((await call('GET', `${path}?api-version=${version}`)).status).toBe(status)
})

test('good answers can ask to slow down', async () => {
  const { call, state } = testSite()
  expect((await call('GET', '/_apis/projects')).headers).not.toHaveProperty('retry-after')
  state.throttleHint = 30
  const { status, headers } = await call('GET', '/_apis/projects')
  expect([status, headers['retry-after'], headers['x-ratelimit-limit']]).toEqual([200, '30', '200'])
  expect(headers['x-ratelimit-reset']).toBe(String(Date.UTC(2026, 10, 22, 5) / 1000 + 30))
})

test('calls beyond the limit are 429 with the headers of the service', async () => {
  const { call, site } = testSite()
  site.faults.rateLimit = { limit: 1, windowMs: 60_000 }
  expect((await call('GET', '/_apis/projects')).headers['x-ratelimit-remaining']).toBe('0')
  const { status, headers, body } = await call('GET', '/_apis/projects')
  expect([status, headers['retry-after'], body.message.slice(0, 8)]).toEqual([429, '60', 'TF400733'])
})
