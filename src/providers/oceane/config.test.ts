import { describe, expect, test } from 'vitest'
import { formOf } from '../form.ts'
import { oceaneConfig, oceaneDestination } from './config.ts'
import { fieldNames } from './names.ts'

const given = { host: 'oceane.example.com', clientId: 'hub', clientSecret: 's3cret', userId: 'u-17' }
const parsed = (change: object) => oceaneConfig.parse({ ...given, ...change })
const messageOf = (change: object) =>
  oceaneConfig.safeParse({ ...given, ...change }).error?.issues[0]?.message ?? 'accepted'

test('B4, B11 · the form begins with the four values of the seed, by these names', () => {
  const fields = formOf(oceaneConfig)
  expect(fields.slice(0, 4).map(({ title, type, required }) => [title, type, required])).toEqual([
    ['IP address/host', 'url', true],
    ['Client ID', 'text', true],
    ['Client Secret', 'secret', true],
    ['User ID', 'text', true],
  ])
  expect(fields.slice(4).filter(({ required, secret }) => required || secret)).toEqual([])
})

test('Every setting has a help text', () => {
  for (const field of [...formOf(oceaneConfig), ...formOf(oceaneDestination)]) {
    expect(field.help).toMatch(/\w.+\.|Placeholders/u)
  }
})

test('BX23 · what Orange does not publish is a setting, with the form of TMF621 v4 as its default', () => {
  const { request, ...settings } = parsed({})
  expect(settings).toMatchObject({
    tokenPath: '/oauth/token',
    createPath: '/troubleTicket',
    idPlace: 'id',
    urlPlace: 'href',
  })
  expect(Object.keys(JSON.parse(request) as object)).toEqual(
    expect.arrayContaining(['description', 'severity', 'ticketType', 'externalId', 'relatedParty']),
  )
})

test('B5 · by default there is nothing to read by: the hub only creates', () => {
  expect(parsed({})).not.toHaveProperty('readPath', expect.anything())
  expect(parsed({ listPath: '', readPath: ' ' })).toMatchObject({ listPath: undefined, readPath: undefined })
})

test('BX16 · each value set has a default, and an empty one is refused', () => {
  const { priorities, urgencies, technicalImpacts, clientImpacts } = parsed({})
  for (const set of [priorities, urgencies, technicalImpacts, clientImpacts]) expect(set).toMatch(/\w+, \w/u)
  expect(messageOf({ urgencies: ' , ' })).toMatch(/at least one/u)
})

describe('B4 · the base URL', () => {
  test.each([
    ['oceane.example.com', 'https://oceane.example.com'],
    [' 192.0.2.7:8443 ', 'https://192.0.2.7:8443'],
    ['https://api.example.com/oceane/v4/', 'https://api.example.com/oceane/v4'],
    ['http://127.0.0.1:4040', 'http://127.0.0.1:4040'],
  ])('%s becomes %s', (host, base) => {
    expect(parsed({ host }).host).toBe(base)
  })

  test.each([
    ['', 'https://oceane.example.com'],
    ['not an address', 'https://oceane.example.com'],
    ['ftp://oceane.example.com', 'https://'],
    ['https://me:secret@oceane.example.com', 'https://oceane.example.com'],
    ['https://oceane.example.com/x?y=1', 'Leave out'],
  ])('%s is refused, and the message says what would be right', (host, hint) => {
    expect(messageOf({ host })).toContain(hint)
    expect(messageOf({ host })).not.toContain('secret')
  })
})

describe('A setting that cannot work is refused when it is saved', () => {
  test.each([
    [{ createPath: 'troubleTicket' }, 'begins with a slash'],
    [{ createPath: '//evil.example/x' }, 'begins with a slash'],
    [{ tokenPath: 'oauth/token' }, 'a whole address'],
    [{ tokenPath: 'javascript:alert(1)' }, 'a whole address'],
    [{ readPath: '/troubleTicket' }, '{id}'],
    [{ page: 'https://oceane.example.com/tickets' }, '{id}'],
    [{ page: '/tickets/{id}' }, '{id}'],
    [{ idPlace: 'data..id' }, 'divided by dots'],
    [{ urlPlace: 'a b' }, 'divided by dots'],
    [{ clientSecret: 'two words' }, 'spaces'],
    [{ clientId: 'a:b' }, 'in the form'],
    [{ request: 'name={{title}}' }, 'one JSON object'],
    [{ request: '["{{title}}"]' }, 'one JSON object'],
    [{ request: '{"name": "{{ title }"}' }, 'two braces'],
    [{ request: '{"name": "{{title}}"}', listPath: '/troubleTicket' }, '{{marker}}'],
  ])('%j', (change, hint) => {
    expect(messageOf(change)).toContain(hint)
  })

  test('BX23 · a template with an unknown field, and every known one is named', () => {
    const message = messageOf({ request: '{"name": "{{titel}}"}' })
    expect(message).toContain('{{titel}}')
    for (const name of fieldNames) expect(message).toContain(name)
  })
})

test('A token may come from another address, and a Client ID with a colon goes into the form', () => {
  const tokenPath = 'https://login.example.com/oauth/v3/token'
  expect(parsed({ tokenPath }).tokenPath).toBe(tokenPath)
  expect(messageOf({ clientId: 'a:b', clientAuthentication: 'in the form' })).toBe('accepted')
})

test('A route says what kind of ticket it makes, and what a ticket has that brings nothing of its own', () => {
  expect(oceaneDestination.parse({})).toEqual({ ticketType: 'incident' })
  expect(formOf(oceaneDestination).map(({ name, choices }) => [name, choices])).toEqual([
    ['ticketType', false],
    ['channel', false],
    ['urgency', true],
    ['technicalImpact', true],
  ])
})
