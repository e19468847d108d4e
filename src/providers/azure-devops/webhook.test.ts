import { describe, expect, test } from 'vitest'
import { faultOf } from '../testing/fault-of.ts'
import { adoWebhook } from './webhook.ts'

const body = (event: Record<string, unknown>) =>
  JSON.stringify({ id: 'e1', subscriptionId: 's1', notificationId: 4, ...event })
const basic = (pair: string) => `Basic ${Buffer.from(pair).toString('base64')}`

describe('A58 · an event', () => {
  test.each([
    ['workitem.created', { id: 5 }, 'created'],
    ['workitem.commented', { id: 5 }, 'commented'],
    ['workitem.deleted', { id: 5 }, 'deleted'],
    ['workitem.restored', { id: 5 }, 'updated'],
    ['workitem.updated', { id: 2, workItemId: 5 }, 'updated'],
    ['workitem.updated', { id: 2, workItemId: 0, revision: { id: 5 } }, 'updated'],
    ['workitem.updated', { id: 2, url: 'https://x/_apis/wit/workItems/5/updates/2' }, 'updated'],
  ])('%s %j means that item 5 was %s', (eventType, resource, what) => {
    expect(adoWebhook.parse(body({ eventType, resource }))).toEqual([{ issueId: '5', what }])
  })

  test.each([
    ['git.push', { id: 5 }],
    ['build.complete', { id: 5 }],
    ['workitem.created', null],
  ])('%s %j says nothing', (eventType, resource) => {
    expect(adoWebhook.parse(body({ eventType, resource }))).toEqual([])
  })

  test.each([
    { eventType: 'workitem.updated', resource: { id: 2 } },
    { eventType: 'workitem.created', resource: {} },
    { eventType: 7 },
    {},
  ])('%j is a bad answer: an update’s own number is no item', async (event) => {
    const parsing = Promise.resolve().then(() => adoWebhook.parse(body(event)))
    expect((await faultOf(parsing)).kind).toBe('bad-answer')
  })
})

describe('AX14 · the secret', () => {
  const verify = (headers: Record<string, string>, secret = 's3:cret ü') =>
    adoWebhook.verify({ headers, rawBody: '' }, secret)

  test('is the password of basic authentication, whoever the user is', () => {
    expect(verify({ authorization: basic('azure:s3:cret ü') })).toBe(true)
    expect(verify({ authorization: basic(':s3:cret ü') })).toBe(true)
    expect(verify({ authorization: basic('s3:cret ü:') })).toBe(false)
    expect(verify({ authorization: basic('azure:s3:cret') })).toBe(false)
    expect(verify({ authorization: 'Bearer s3:cret ü' })).toBe(false)
  })

  test('or a header of its own', () => {
    expect(verify({ 'x-crosstie-secret': 's3:cret ü' })).toBe(true)
    expect(verify({ 'x-crosstie-secret': 'another' })).toBe(false)
  })

  test('is missing where nothing was sent, and an empty one fits nothing', () => {
    expect(verify({})).toBe(false)
    expect(verify({ 'x-crosstie-secret': '' }, '')).toBe(false)
    expect(verify({ authorization: basic('azure:') }, '')).toBe(false)
  })
})

test('The identifier is the notification’s: the same on a retry, another for another subscription', () => {
  const identifier = (rawBody: string) => adoWebhook.identifier({ headers: {}, rawBody })
  const event = { eventType: 'workitem.updated', resource: { workItemId: 5 } }
  expect(identifier(body(event))).toBe('s1:4:e1')
  expect(identifier(body({ ...event, subscriptionId: 's2' }))).toBe('s2:4:e1')
  expect(identifier(body({ ...event, id: null }))).toBeUndefined()
  expect(identifier('nonsense')).toBeUndefined()
})
