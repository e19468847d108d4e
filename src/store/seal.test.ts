import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { boundTo, hostOf } from './connections.ts'
import { createSealer, deriveKey } from './seal.ts'

const key = 'a secret key for the tests only, 32 characters'
const sealer = createSealer(key)

describe('A sealed secret', () => {
  test('is opened where it belongs, whatever it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string(), (text, place) => {
        expect(sealer.open(sealer.seal(text, place), place)).toBe(text)
      }),
    )
  })

  test('cannot be opened for something else', () => {
    const sealed = sealer.seal('token', 'connection 1 at https://a.example.com')
    expect(() => sealer.open(sealed, 'connection 2 at https://a.example.com')).toThrow()
    expect(() => sealer.open(sealed, 'connection 1 at https://b.example.com')).toThrow()
  })

  test('cannot be opened with another key', () => {
    const other = createSealer(`${key}!`)
    expect(() => other.open(sealer.seal('token', 'x'), 'x')).toThrow()
  })

  test('cannot be changed unnoticed', () => {
    const sealed = Buffer.from(sealer.seal('token', 'x'), 'base64')
    fc.assert(
      fc.property(fc.nat(sealed.length - 1), fc.integer({ min: 1, max: 255 }), (place, mask) => {
        const spoilt = Buffer.from(sealed)
        spoilt[place] = (spoilt[place] ?? 0) ^ mask
        expect(() => sealer.open(spoilt.toString('base64'), 'x')).toThrow()
      }),
    )
    for (const text of ['', 'AAAA', sealed.subarray(0, 20).toString('base64')]) {
      expect(() => sealer.open(text, 'x')).toThrow()
    }
  })

  test('does not show what it holds, and is different every time', () => {
    const [one, other] = [sealer.seal('token', 'x'), sealer.seal('token', 'x')]
    expect(one).not.toBe(other)
    expect(Buffer.from(one, 'base64').toString('latin1')).not.toContain('token')
  })
})

test('Keys for different purposes have nothing in common', () => {
  const [one, other] = [deriveKey(key, 'sessions'), deriveKey(key, 'secrets at rest')]
  expect(one.equals(other)).toBe(false)
  expect(deriveKey(key, 'sessions').equals(one)).toBe(true)
})

describe('What a connection’s secrets are bound to', () => {
  const connection = (config: Record<string, unknown>) => boundTo({ id: '1', config })

  test('changes with the address, its scheme and its port, and with the connection', () => {
    const places = [
      connection({ site: 'https://a.example.com' }),
      connection({ site: 'http://a.example.com' }),
      connection({ site: 'https://a.example.com:8443' }),
      connection({ site: 'https://b.example.com' }),
      boundTo({ id: '2', config: { site: 'https://a.example.com' } }),
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
