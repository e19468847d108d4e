import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createAddressGuard, guardedLookup, RefusedAddress, targetOf } from './address-guard.ts'

const https = { host: 'tracker.example', port: 443, plain: false }
const closed = createAddressGuard([])

describe('Without a list, only public addresses with https', () => {
  test.each([
    ['loopback', '127.0.0.1'],
    ['loopback', '127.8.9.10'],
    ['loopback', '::1'],
    ['private', '10.1.2.3'],
    ['private', '172.16.0.1'],
    ['private', '192.168.1.1'],
    ['link-local', '169.254.1.1'],
    ['link-local', 'fe80::1'],
    ['unique local', 'fd12:3456::1'],
    ['CGNAT', '100.64.0.1'],
    ['multicast', '224.0.0.1'],
    ['multicast', 'ff02::1'],
    ['unspecified', '0.0.0.0'],
    ['unspecified', '::'],
    ['broadcast', '255.255.255.255'],
    ['reserved', '192.0.2.1'],
    ['metadata', '169.254.169.254'],
    ['metadata', 'fd00:ec2::254'],
    ['metadata, though in a public range', '168.63.129.16'],
    ['IPv4-mapped loopback', '::ffff:127.0.0.1'],
    ['IPv4-mapped metadata', '::ffff:169.254.169.254'],
    ['IPv4-mapped public', '::ffff:93.184.215.14'],
    ['translated', '64:ff9b::7f00:1'],
    ['translated, local', '64:ff9b:1::7f00:1'],
    ['translated, stateless', '::ffff:0:7f00:1'],
    ['IPv4-compatible', '::7f00:1'],
    ['6to4', '2002:7f00:1::1'],
    ['Teredo', '2001:0:4136:e378:8000:63bf:80ff:fffe'],
    ['ISATAP', '2001:470:1::5efe:7f00:1'],
    ['ISATAP', 'fe80::200:5efe:7f00:1'],
    ['site-local', 'fec0::1'],
    ['link-local with a zone', 'fe80::1%eth0'],
    ['metadata with a zone', 'fd00:ec2::254%eth0'],
    ['benchmarking', '198.18.0.1'],
    ['benchmarking', '2001:2::1'],
    ['documentation', '203.0.113.9'],
    ['documentation', '2001:db8::1'],
    ['documentation', '3fff::1'],
    ['discarded', '100::1'],
    ['given to nobody', '4000::1'],
    ['the future', '240.0.0.1'],
    ['this network', '0.1.2.3'],
  ])('%s: %s is refused', (_, address) => {
    expect(closed(address, https)).toBeTypeOf('string')
  })

  test('a public address may be called with https', () => {
    expect(closed('93.184.215.14', https)).toBeUndefined()
    expect(closed('2606:2800:21f:cb07:6820:80da:af6b:8b2c', https)).toBeUndefined()
  })

  test('a public address may not be called with http, which would show the credential', () => {
    expect(closed('93.184.215.14', { ...https, plain: true })).toMatch(/https/u)
  })

  test('the name of a metadata service is refused wherever it leads', () => {
    expect(closed('93.184.215.14', { ...https, host: 'metadata.google.internal' })).toMatch(/metadata/u)
  })

  test('no address of the private networks is open, however it is written', () => {
    const octet = fc.integer({ min: 0, max: 255 })
    fc.assert(
      fc.property(octet, octet, octet, (a, b, c) => {
        expect(closed(`10.${a}.${b}.${c}`, https)).toBeTypeOf('string')
        expect(closed(`::ffff:10.${a}.${b}.${c}`, https)).toBeTypeOf('string')
      }),
    )
  })
})

describe('The administrator’s list', () => {
  test.each([
    ['an address', '10.1.2.3', '10.1.2.3', 8080, true],
    ['another address', '10.1.2.3', '10.1.2.4', 8080, false],
    ['an address with its port', '10.1.2.3:8080', '10.1.2.3', 8080, true],
    ['an address with another port', '10.1.2.3:9090', '10.1.2.3', 8080, false],
    ['a network', '10.0.0.0/8', '10.200.0.1', 8080, true],
    ['a network with a port', '10.0.0.0/8:8080', '10.200.0.1', 8080, true],
    ['a network with another port', '10.0.0.0/8:9090', '10.200.0.1', 8080, false],
    ['an IPv6 address', '::1', '::1', 8080, true],
    ['an IPv6 address with a port', '[::1]:8080', '::1', 8080, true],
    ['an IPv6 address with another port', '[::1]:9090', '::1', 8080, false],
    ['an address for its mapped form', '127.0.0.1', '::ffff:127.0.0.1', 8080, true],
    ['a name', 'jira.local', '10.9.9.9', 8080, true],
    ['a name in other letters', 'JIRA.local:8080', '10.9.9.9', 8080, true],
    ['another name', 'ado.local', '10.9.9.9', 8080, false],
    ['a network around the metadata address', '169.254.0.0/16', '169.254.169.254', 80, false],
    ['a name that leads to the metadata address', 'jira.local', '169.254.169.254', 80, false],
    ['a network around its translated form', '64:ff9b::/96', '64:ff9b::a9fe:a9fe', 80, false],
    ['a network around translated addresses', '64:ff9b::/96', '64:ff9b::7f00:1', 80, true],
  ])('%s: %s for %s port %i → %s', (...[, entry, address, port, open]) => {
    const refusal = createAddressGuard([entry])(address, { host: 'jira.local', port, plain: true })
    expect(refusal === undefined).toBe(open)
  })

  test.each(['169.254.169.254', '[fd00:ec2::254]:80', '::ffff:169.254.169.254', 'metadata.google.internal'])(
    'never has a metadata service: %s is an error at the start',
    (entry) => {
      expect(() => createAddressGuard([entry])).toThrow(/metadata .* never called/u)
    },
  )

  test('an entry that makes no sense is an error at the start, not a hole', () => {
    expect(() => createAddressGuard(['http://jira.local/'])).toThrow(/no host name, address or network/u)
    expect(() => createAddressGuard(['10.0.0.0/99'])).toThrow(/no host name, address or network/u)
  })
})

describe('A URL', () => {
  test.each([
    'file:///etc/passwd',
    'ftp://tracker.example/',
    'https://user:secret@tracker.example/',
    'not a url',
    'http://2130706433/',
    'http://0x7f.1/',
    'http://[::ffff:127.0.0.1]/',
    'https://127.0.0.1./',
    'http://tracker.example/',
    'https://localhost/',
    'https://jira.localhost/',
    'https://metadata.google.internal/',
    'https://tracker.example/rest/../admin',
    'https://tracker.example/rest/%2E%2e/admin',
    'https://tracker.example/rest/.',
    String.raw`https://tracker.example/rest\..\admin`,
    'https://tracker.example/re\nst',
  ])('%s is refused before anything is looked up', (url) => {
    expect(() => targetOf(url, closed)).toThrow(RefusedAddress)
  })

  test.each([
    'https://tracker.example/a/..b/.c/d..?q=/../#/../',
    'https://localhost.example/',
    'https://93.184.215.14/',
  ])('%s is not', (url) => {
    expect(() => targetOf(url, closed)).not.toThrow()
  })

  test('without TLS may still turn out to lead into a listed network', () => {
    const guard = createAddressGuard(['10.0.0.0/8', 'jira.local:8080'])
    expect(() => targetOf('http://somewhere.local/', guard)).not.toThrow()
    expect(() => targetOf('http://jira.local:8080/', createAddressGuard(['jira.local:8080']))).not.toThrow()
    expect(() => targetOf('http://jira.local/', createAddressGuard(['jira.local:8080']))).toThrow(/https/u)
    expect(() => targetOf('https://localhost/', createAddressGuard(['127.0.0.1']))).not.toThrow()
  })

  test('what is refused is not repeated with its password', () => {
    expect(() => targetOf('https://user:hunter2@tracker.example/', closed)).not.toThrow(/hunter2/u)
  })
})

describe('The lookup of the socket', () => {
  const lookUp = (addresses: string[]) =>
    new Promise<unknown>((resolve, reject) => {
      const answer = addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }))
      const lookup = guardedLookup(closed, https, () => Promise.resolve(answer))
      lookup('tracker.example', { all: true }, (error, found) => (error ? reject(error) : resolve(found)))
    })

  test('leaves only those addresses of a name that may be called', async () => {
    expect(await lookUp(['10.0.0.1', '93.184.215.14'])).toEqual([{ address: '93.184.215.14', family: 4 }])
  })

  test('refuses a name that has none', async () => {
    await expect(lookUp(['10.0.0.1', '::1'])).rejects.toThrow(RefusedAddress)
  })
})
