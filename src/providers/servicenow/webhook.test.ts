import { expect, test } from 'vitest'
import { serviceNowWebhook } from './webhook.ts'

const sysId = '26d1744d47603110d737cd9bd36d436b'

test.each([
  ['insert', 'created'],
  ['update', 'updated'],
  ['delete', 'deleted'],
  ['something new', 'updated'],
  [null, 'updated'],
])('The operation %s means %s', (operation, what) => {
  expect(
    serviceNowWebhook.parse(JSON.stringify({ sys_id: sysId.toUpperCase(), operation, more: 1 })),
  ).toEqual([{ issueId: sysId, what }])
})

test.each(['{"sys_id":"INC0010001"}', '{"sys_id":7}', '{}', '<html>'])(
  '%s is no body of the rule',
  (rawBody) => {
    expect(() => serviceNowWebhook.parse(rawBody)).toThrow('webhook')
  },
)

test('AX14 · the secret is compared whole, and an empty one opens nothing', () => {
  const verify = (given: string | undefined, secret: string) =>
    serviceNowWebhook.verify({ headers: { 'x-crosstie-secret': given }, rawBody: '{}' }, secret)
  expect(verify('s3cret', 's3cret')).toBe(true)
  for (const [given, secret] of [
    ['s3cre', 's3cret'],
    ['s3cret ', 's3cret'],
    ['', ''],
    [undefined, 's3cret'],
  ] as const)
    expect(verify(given, secret)).toBe(false)
})

test('The identifier is the delivery’s own', () => {
  const headers = { 'x-crosstie-delivery': `${sysId}.3.update` }
  expect(serviceNowWebhook.identifier({ headers, rawBody: '' })).toBe(`${sysId}.3.update`)
  expect(serviceNowWebhook.identifier({ headers: {}, rawBody: '' })).toBeUndefined()
})
