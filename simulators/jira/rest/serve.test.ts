import { expect, test } from 'vitest'
import type { FaultEffect } from '../../ground/faults/model.ts'
import { draft, testSite } from '../test-client.ts'

/** Creates an issue under a fault; tells what the client saw and how many issues there are afterwards. */
async function createUnder(effect: FaultEffect) {
  const { send, site } = testSite()
  site.faults.rules.push({ effect })
  const outcome = await send('POST', '/issue', draft())
  const [call] = site.calls
  await Promise.all(site.underWay)
  return { outcome, issues: site.state.issues.size, call }
}

test.each([
  [{ dropBefore: true }, 0],
  [{ commitThenDrop: true }, 1],
  [{ commitLateMs: 1 }, 1],
])('%j gives no answer and creates %i', async (effect, issues) => {
  expect(await createUnder(effect)).toMatchObject({ outcome: 'dropped', issues, call: { status: 0 } })
})

test.each([
  [{ status: 503 }, 0],
  [{ status: 502, commit: true }, 1],
  [{ status: 429, retryAfter: 7 }, 0],
  [{ status: 403, latencyMs: 1 }, 0],
])('%j answers with that status and creates %i', async (effect, issues) => {
  expect(await createUnder(effect)).toMatchObject({ outcome: { status: effect.status }, issues })
})

test('a 429 says why and how long to wait', async () => {
  const { outcome } = await createUnder({ status: 429, retryAfter: 7, reason: 'jira-per-issue-on-write' })
  expect(outcome).toMatchObject({
    headers: { 'retry-after': '7', 'ratelimit-reason': 'jira-per-issue-on-write' },
  })
})

test('a sign-in page comes with 200 and creates nothing', async () => {
  const { outcome, issues } = await createUnder({ html: true })
  expect(outcome).toMatchObject({ status: 200, contentType: 'text/html;charset=UTF-8' })
  expect(issues).toBe(0)
})

test.each([
  [{ halfJson: true }, '{"id":"10101","key":"CLOUD-1","self":"htt'],
  [{ emptyBody: true }, ''],
])('%j creates the issue and spoils the answer', async (effect, body) => {
  const { outcome, issues } = await createUnder(effect)
  expect(outcome).toMatchObject({ status: 201, body })
  expect(issues).toBe(1)
})

test('calls are noted with what the client saw and the fault that hit them', async () => {
  const { site, send } = testSite()
  site.faults.rules.push({ times: 1, effect: { status: 503 } })
  await send('GET', '/myself?expand=groups')
  await send('GET', '/myself')
  expect(site.calls).toMatchObject([
    { method: 'GET', path: '/rest/api/3/myself', query: 'expand=groups', status: 503, fault: 'status=503' },
    { method: 'GET', path: '/rest/api/3/myself', query: '', status: 200 },
  ])
})

test('beyond the set limit calls get 429, and every answer tells what is left', async () => {
  const { site, send } = testSite()
  site.faults.rateLimit = { limit: 1, windowMs: 60_000 }
  const resetAt = new Date(site.now().getTime() + 60_000).toISOString()
  const limits = { 'x-ratelimit-limit': '1', 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': resetAt }
  expect(await send('GET', '/myself')).toMatchObject({ status: 200, headers: limits })
  expect(await send('GET', '/myself')).toMatchObject({
    status: 429,
    headers: { ...limits, 'retry-after': '60', 'ratelimit-reason': 'jira-burst-based' },
  })
})
