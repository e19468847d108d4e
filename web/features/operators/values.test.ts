import { expect, test } from 'vitest'
import { bodyOf, emailsIn, shownErrors, valuesOf } from './values.ts'

test('what is empty is none, and what is typed is trimmed', () => {
  const values = { ...valuesOf(undefined), name: ' Bouygues ', owner: ' ', grt: 'GRT-1 ' }
  expect(bodyOf(values)).toEqual({
    name: 'Bouygues',
    displayName: null,
    contactUuid: null,
    owner: null,
    grt: 'GRT-1',
    emails: [],
    requestsPerMinute: 600,
  })
})

test('addresses may stand on lines or be parted by commas and semicolons', () => {
  expect(emailsIn('a@x.org, b@x.org;c@x.org\n\n d@x.org ')).toEqual([
    'a@x.org',
    'b@x.org',
    'c@x.org',
    'd@x.org',
  ])
})

test('what is wrong with one address is said with it', () => {
  const errors = { name: 'not empty', 'emails.1': 'an e-mail address' }
  expect(shownErrors(errors, { emails: ['a@x.org', 'b'] })).toEqual({
    name: 'not empty',
    emails: 'b: an e-mail address',
  })
})
