import { expect, test } from 'vitest'
import { checkPassword, problemOf } from './check-password.ts'

const ada = { name: 'Ada Lovelace', email: 'ada.lovelace@example.com' }

test.each([
  ['short', /at least 8/],
  ['x9$Kq2!', /at least 8/],
  [`zebra-lamp-${'x'.repeat(128)}`, /at most 128/],
  ['password', /harder to guess/],
  ['12345678', /harder to guess/],
  ['qwertyuiop', /harder to guess/],
  ['aaaaaaaaaaaaaaaa', /harder to guess/],
  ['winter2026', /harder to guess/],
  ['adalovelace', /your name/],
  ['AdaLovelace99', /your name/],
  ['lovelace!', /your name/],
  ['ada.lovelace@example.com', /your name/],
  ['Crosstie2026!', /your name/],
  ['crosstie', /your name/],
])('“%s” is refused, with what would be right', async (password, message) => {
  expect(await problemOf(password, ada)).toMatch(message)
})

test.each([
  'aB3$xK9q',
  'correct horse battery',
  'zebra-lamp-violin',
  'ada likes 7 purple tulips',
  'ключ и зебра',
])('“%s” is taken', async (password) => {
  expect(await problemOf(password, ada)).toBe(undefined)
})

test('The refusal names the field', async () => {
  await expect(checkPassword('password', { ...ada, field: 'newPassword' })).rejects.toMatchObject({
    kind: 'invalid',
    errors: [{ field: 'newPassword' }],
  })
})
