import { createHmac } from 'node:crypto'
import { expect, test } from 'vitest'
import { jiraWebhook } from './webhook.ts'

const body = (event: Record<string, unknown>) => JSON.stringify({ issue: { id: '10001' }, ...event })

test.each([
  [{ webhookEvent: 'jira:issue_created', issue_event_type_name: 'issue_created' }, 'created'],
  [{ webhookEvent: 'jira:issue_updated', issue_event_type_name: 'issue_generic' }, 'updated'],
  [
    { webhookEvent: 'jira:issue_updated', issue_event_type_name: 'issue_commented', comment: {} },
    'commented',
  ],
  [{ webhookEvent: 'jira:issue_updated', comment: {} }, 'commented'],
  [{ webhookEvent: 'jira:issue_updated' }, 'updated'],
  [{ webhookEvent: 'jira:issue_deleted' }, 'deleted'],
  [{ webhookEvent: 'comment_updated', comment: {} }, 'commented'],
  [{ webhookEvent: 'something:new' }, 'updated'],
  [{}, 'updated'],
])('%j means %s', (event, what) => {
  expect(jiraWebhook.parse(body(event))).toEqual([{ issueId: '10001', what }])
})

test('An event without an issue says nothing', () => {
  expect(
    jiraWebhook.parse(JSON.stringify({ webhookEvent: 'comment_created', comment: { id: '1' } })),
  ).toEqual([])
})

test('AX14 · the signature is over the raw body, to the byte', () => {
  const rawBody = '{"a": "ü" }'
  const signature = createHmac('sha256', 's3cret').update(rawBody).digest('hex')
  const verify = (header: string | undefined, text = rawBody) =>
    jiraWebhook.verify({ headers: { 'x-hub-signature': header }, rawBody: text }, 's3cret')
  expect(verify(`sha256=${signature}`)).toBe(true)
  expect(verify(`sha256=${signature}`, '{"a":"ü"}')).toBe(false)
  expect(verify(`sha1=${signature}`)).toBe(false)
  expect(verify(`sha256=${signature.slice(2)}`)).toBe(false)
  expect(verify(signature)).toBe(false)
  expect(verify(undefined)).toBe(false)
})

test('The identifier is Jira’s own, the same on each retry', () => {
  const headers = { 'x-atlassian-webhook-identifier': 'abc' }
  expect(jiraWebhook.identifier({ headers, rawBody: '' })).toBe('abc')
  expect(jiraWebhook.identifier({ headers: {}, rawBody: '' })).toBeUndefined()
})

test('AX14 · where Jira cannot sign, the secret comes behind the address or as a password', () => {
  const verify = (headers: Record<string, string>, query = {}, secret = 's3cret') =>
    jiraWebhook.verify({ headers, query, rawBody: '{}' }, secret)
  const password = (text: string) => ({ authorization: `Basic ${Buffer.from(text).toString('base64')}` })
  expect(verify({}, { secret: 's3cret' })).toBe(true)
  expect(verify(password('crosstie:s3cret'))).toBe(true)
  expect(verify({}, { secret: 's3cre' })).toBe(false)
  expect(verify(password('s3cret:'))).toBe(false)
  expect(verify({}, { secret: '' }, '')).toBe(false)
  expect(verify(password(':'), {}, '')).toBe(false)
  expect(verify({}, {})).toBe(false)
})

test('AX14 · a wrong signature is made up for by nothing', () => {
  const request = { headers: { 'x-hub-signature': 'sha256=00' }, query: { secret: 's3cret' }, rawBody: '{}' }
  expect(jiraWebhook.verify(request, 's3cret')).toBe(false)
})
