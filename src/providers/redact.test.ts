import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { redactor } from './redact.ts'

test('A secret is hidden raw, in a URL, in JSON and in base64', () => {
  const secret = 'p"ä ss/w\\rd'
  const hide = redactor([secret])
  const forms = [
    secret,
    encodeURIComponent(secret),
    JSON.stringify(secret),
    Buffer.from(secret).toString('base64'),
  ]
  for (const form of forms) expect(hide(`before ${form} after`)).toMatch(/^before "?•••"? after$/u)
})

test('A secret is hidden in a page, in a form, in JSON that is escaped further, in hex, and within the base64 of more', () => {
  const secret = `p"a'<&%+/\\ rd`
  const hide = redactor([secret])
  const page = secret.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')
  const forms = [
    page,
    page.replaceAll("'", '&#39;'),
    page.replaceAll("'", '&#x27;').replaceAll('/', '&#x2F;'),
    new URLSearchParams({ secret }).toString().slice('secret='.length),
    encodeURIComponent(secret).toLowerCase(),
    JSON.stringify(secret)
      .slice(1, -1)
      .replaceAll('<', String.raw`\u003c`)
      .replaceAll('/', String.raw`\/`),
    Buffer.from(secret).toString('hex'),
    Buffer.from(secret).toString('base64url'),
  ]
  for (const form of forms) expect(hide(`before ${form} after`)).toBe('before ••• after')
  for (const before of ['', 'a', 'ab']) {
    const pair = Buffer.from(`${before}:${secret}:x`).toString('base64')
    const piece = Buffer.from(secret).toString('base64').slice(4, 12)
    expect(hide(pair)).not.toContain(piece)
    expect(hide(pair)).toContain('•••')
  }
})

test('A short secret leaves the rest of a text alone', () => {
  expect(redactor(['abc'])('abc and the alphabet')).toBe('••• and the alphabet')
})

test('What the Authorization header carries is hidden: the whole, and the password alone', () => {
  const basic = Buffer.from('ada@example.com:tok:en-123').toString('base64')
  const hide = redactor([], { Authorization: `Basic ${basic}` })
  expect(hide(`sent Basic ${basic}`)).toBe('sent Basic •••')
  expect(hide('password tok:en-123 is wrong for ada@example.com')).toBe(
    'password ••• is wrong for ada@example.com',
  )
  expect(redactor([], { authorization: 'Bearer abc.def' })('got abc.def')).toBe('got •••')
})

test('No text keeps any of the secrets, also where one contains another', () => {
  const secret = fc.string({ minLength: 3, maxLength: 12 })
  fc.assert(
    fc.property(fc.array(secret, { maxLength: 4 }), fc.string(), fc.string(), (secrets, before, after) => {
      const hidden = redactor(secrets)(before + secrets.join(' ') + after)
      for (const one of secrets.filter((text) => !'•••'.includes(text))) expect(hidden).not.toContain(one)
    }),
  )
})
