import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { CannotOpen, createSealer, keyIdOf, ringOf, wrappingKey, type Place } from './seal.ts'
import { connectionSecrets, hostOf } from './secret-places.ts'

const key = 'a secret key for the tests only, 32 characters'
const other = 'another secret key for the tests, 32 characters'
const sealer = createSealer(ringOf([key]))

const place = (fields: Partial<Place> = {}): Place => ({
  workspaceId: 'w1',
  owner: 'connection 1 at https://a.example.com',
  field: 'secrets',
  ...fields,
})

const anyPlace = fc.record({
  workspaceId: fc.option(fc.string()),
  owner: fc.string(),
  field: fc.string(),
})

describe('A sealed secret', () => {
  test('is opened where it belongs, whatever it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), anyPlace, (text, at) => {
        expect(sealer.open(sealer.seal(text, at), at)).toBe(text)
      }),
    )
  })

  test('cannot be opened for another workspace, owner or field, however alike they look', () => {
    fc.assert(
      fc.property(anyPlace, anyPlace, (one, two) => {
        fc.pre(JSON.stringify(Object.values(one)) !== JSON.stringify(Object.values(two)))
        expect(() => sealer.open(sealer.seal('token', one), two)).toThrow(CannotOpen)
      }),
    )
    const sealed = sealer.seal('token', place())
    for (const at of [
      place({ workspaceId: 'w2' }),
      place({ workspaceId: null }),
      place({ owner: 'connection 1 at https://b.example.com' }),
      place({ owner: 'connection 2 at https://a.example.com' }),
      place({ field: 'webhook secret' }),
    ]) {
      expect(() => sealer.open(sealed, at)).toThrow(/another place or host.*Enter the credential again/u)
    }
  })

  test('cannot be opened with another key: the message names the one that is missing', () => {
    const theirs = createSealer(ringOf([other]))
    expect(() => theirs.open(sealer.seal('token', place()), place())).toThrow(
      new RegExp(`sealed with the key ${wrappingKey(key).id}, which the hub does not have`, 'u'),
    )
  })

  test('cannot be changed unnoticed, in whichever part and to whatever', () => {
    const sealed = sealer.seal('token', place())
    fc.assert(
      fc.property(fc.nat(sealed.length - 1), fc.integer({ min: 1, max: 127 }), (at, mask) => {
        const changed = String.fromCharCode(sealed.charCodeAt(at) ^ mask)
        const spoilt = sealed.slice(0, at) + changed + sealed.slice(at + 1)
        expect(() => sealer.open(spoilt, place())).toThrow(CannotOpen)
      }),
      { numRuns: 2_000 },
    )
  })

  test('cannot be cut, lengthened, or put together of two', () => {
    const [one, two] = [sealer.seal('token', place()), sealer.seal('token', place())]
    const parts = (text: string) => text.split('.')
    const mixed = [...parts(one).slice(0, 3), parts(two)[3]].join('.')
    const cut = Array.from({ length: one.length }, (_, length) => one.slice(0, length))
    for (const text of [mixed, ...cut, `${one}=`, `${one}A`, `${one}.`, ` ${one}`, `${one}\n`]) {
      expect(() => sealer.open(text, place())).toThrow(CannotOpen)
    }
  })

  test('of the form before the first release says that the credential has to be entered again', () => {
    for (const old of ['', 'AAAA', Buffer.from('x'.repeat(40)).toString('base64')]) {
      expect(() => sealer.open(old, place())).toThrow(/Enter the credential again/u)
      expect(keyIdOf(old)).toBeUndefined()
    }
  })

  test('does not show what it holds, and is different every time, in all but its key’s id', () => {
    const [one, two] = [sealer.seal('token', place()), sealer.seal('token', place())].map((text) =>
      text.split('.'),
    )
    expect(one?.slice(0, 2)).toEqual(two?.slice(0, 2))
    expect(one?.[2]).not.toBe(two?.[2])
    expect(one?.[3]).not.toBe(two?.[3])
    expect(Buffer.from(one?.[3] ?? '', 'base64url').toString('latin1')).not.toContain('token')
  })
})

describe('Wrapping anew', () => {
  const both = createSealer(ringOf([other, key]))

  test('changes the key and leaves the text as it is encrypted', () => {
    const before = sealer.seal('token', place())
    const after = both.rewrap(before, place())
    expect([keyIdOf(before), keyIdOf(after)]).toEqual([wrappingKey(key).id, wrappingKey(other).id])
    expect(after.split('.')[3]).toBe(before.split('.')[3])
    expect(createSealer(ringOf([other])).open(after, place())).toBe('token')
    expect(() => sealer.open(after, place())).toThrow(CannotOpen)
  })

  test('needs the place, too', () => {
    expect(() => both.rewrap(sealer.seal('token', place()), place({ field: 'x' }))).toThrow(CannotOpen)
  })
})

test('A key’s id tells keys apart and nothing about them', () => {
  expect(wrappingKey(key).id).toMatch(/^[\da-f]{12}$/u)
  expect(wrappingKey(key).id).not.toBe(wrappingKey(other).id)
  expect(wrappingKey(key).bytes.toString('hex')).not.toContain(wrappingKey(key).id)
})

describe('What a connection’s secrets are bound to', () => {
  const connection = (config: Record<string, unknown>, fields: object = {}) =>
    JSON.stringify(connectionSecrets({ id: '1', workspaceId: 'w', config, ...fields }))

  test('changes with the address, its scheme and its port, with the connection and the workspace', () => {
    const places = [
      connection({ site: 'https://a.example.com' }),
      connection({ site: 'http://a.example.com' }),
      connection({ site: 'https://a.example.com:8443' }),
      connection({ site: 'https://b.example.com' }),
      connection({ site: 'https://a.example.com' }, { id: '2' }),
      connection({ site: 'https://a.example.com' }, { workspaceId: 'v' }),
    ]
    expect(new Set(places).size).toBe(places.length)
  })

  test('does not change with what else is configured', () => {
    const site = 'https://a.example.com'
    expect(connection({ site, email: 'a@example.com' })).toBe(connection({ email: 'b@example.com', site }))
  })

  test('counts every address that the configuration has', () => {
    expect(hostOf({ b: 'https://b.example.com/x', a: 'https://a.example.com', n: 7 })).toBe(
      'https://a.example.com https://b.example.com/x',
    )
  })
})
