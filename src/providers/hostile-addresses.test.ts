import { spawnSync } from 'node:child_process'
import { createServer, type AddressInfo, type Server } from 'node:net'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { createHttpClient, type HttpClientOptions } from './http.ts'
import { startNameServer, type NameServer } from './testing/name-server.ts'
import { faultOf } from './testing/fault-of.ts'
import { startServer } from './testing/server.ts'

/** Nobody has it, and it is in the range of public ones: what is called there goes nowhere. */
const nowhere = '3ffe::1'

let everywhere: Server
let port: number
let connections = 0
let names: NameServer
const closing: (() => Promise<void>)[] = []

beforeAll(async () => {
  // Each address of this machine, of both families.
  everywhere = createServer((socket) => {
    connections += 1
    socket.end('HTTP/1.1 200 OK\r\ncontent-length: 0\r\nconnection: close\r\n\r\n')
  })
  const { promise, resolve } = Promise.withResolvers<void>()
  everywhere.listen({ port: 0, host: '::', ipv6Only: false }, resolve)
  await promise
  port = (everywhere.address() as AddressInfo).port
  names = await startNameServer({
    'loopback.example': ['127.0.0.1'],
    '127.0.0.1.nip.example': ['127.0.0.1'],
    '7f000001.nip.example': ['127.0.0.1'],
    'other-loopback.example': ['127.1.2.3'],
    'six.example': ['::1'],
    'mapped.example': ['::ffff:127.0.0.1'],
    'compatible.example': ['::7f00:1'],
    'translated.example': ['64:ff9b::7f00:1'],
    'six-to-four.example': ['2002:7f00:1::1'],
    'teredo.example': ['2001:0:4136:e378:8000:63bf:80ff:fffe'],
    'isatap.example': ['2001:470:1::5efe:7f00:1'],
    'unspecified.example': ['0.0.0.0'],
    'unspecified-six.example': ['::'],
    'private.example': ['10.1.2.3'],
    'metadata.example': ['169.254.169.254'],
    'alias.example': ['localhost>127.0.0.1'],
    'alias-six.example': ['localhost>::1'],
    'mixed.example': ['127.0.0.1', '10.0.0.1', nowhere, '::1'],
    'several.example': ['10.0.0.1', '127.0.0.1', '192.168.0.1'],
    'rebinding.example': (times) => (times === 0 ? [nowhere] : ['127.0.0.1', '::1']),
    'back-and-forth.example': (times) => (times % 2 === 0 ? ['127.0.0.1'] : [nowhere]),
  })
})
beforeEach(() => {
  connections = 0
})
afterEach(async () => {
  for (const close of closing.splice(0)) await close()
  vi.unstubAllEnvs()
})
afterAll(async () => {
  everywhere?.close()
  await names?.close()
})

function client(options: Partial<HttpClientOptions> = {}) {
  const http = createHttpClient({ allowedPrivateHosts: [], ...options })
  closing.push(() => http.close())
  return http
}

/** The kind of the fault at an address; `{port}` is where this machine listens. */
async function outcome(url: string, options?: Partial<HttpClientOptions>): Promise<string> {
  const request = { method: 'GET' as const, url: url.replaceAll('{port}', String(port)), timeoutMs: 2_000 }
  return (await faultOf(client(options).send(request))).kind
}

const literal = [
  'http://127.0.0.1:{port}/',
  'https://127.0.0.1:{port}/',
  'http://127.1.2.3:{port}/',
  'http://127.255.255.254:{port}/',
  'http://127.1:{port}/',
  'http://127.0.1:{port}/',
  'http://2130706433:{port}/',
  'http://017700000001:{port}/',
  'http://0177.0.0.1:{port}/',
  'http://0177.0.0.01:{port}/',
  'http://0x7f000001:{port}/',
  'http://0x7f.0.0.1:{port}/',
  'http://0X7F.1:{port}/',
  'http://0x7f.0x0.0x0.0x1:{port}/',
  'http://127.0.0.1.:{port}/',
  'http://0:{port}/',
  'http://0.0.0.0:{port}/',
  'http://0.1.2.3:{port}/',
  'http://%31%32%37.0.0.1:{port}/',
  'http://127%2e0%2e0%2e1:{port}/',
  'http://１２７.０.０.１:{port}/',
  'http://①②⑦.⓪.⓪.①:{port}/',
  'http://127。0。0。1:{port}/',
  'http://127．0．0．1:{port}/',
  'http:\\\\127.0.0.1:{port}\\',
  'http:/127.0.0.1:{port}/',
  'http:127.0.0.1:{port}/',
  '  http://127.0.0.1:{port}/  ',
  'ht\ntp://127.0.\t0.1:{port}/',
  'HTTP://127.0.0.1:{port}/',
  'http://[::1]:{port}/',
  'https://[::1]:{port}/',
  'http://[0:0:0:0:0:0:0:1]:{port}/',
  'http://[0000:0000:0000:0000:0000:0000:0000:0001]:{port}/',
  'http://[::]:{port}/',
  'http://[::ffff:127.0.0.1]:{port}/',
  'http://[::FFFF:7F00:1]:{port}/',
  'http://[0:0:0:0:0:ffff:127.0.0.1]:{port}/',
  'http://[::127.0.0.1]:{port}/',
  'http://[::ffff:0:127.0.0.1]:{port}/',
  'http://[64:ff9b::127.0.0.1]:{port}/',
  'http://[64:ff9b:1::127.0.0.1]:{port}/',
  'http://[2002:7f00:1::]:{port}/',
  'http://[2001:0:7f00:1::]:{port}/',
  'http://[fe80::5efe:127.0.0.1]:{port}/',
  'http://[2001:470:1::200:5efe:7f00:1]:{port}/',
  'http://[fe80::1%25lo]:{port}/',
  'http://[::1%lo]:{port}/',
  'http://[fec0::1]:{port}/',
  'http://[fd00::1]:{port}/',
  'http://[ff02::1]:{port}/',
  'https://10.0.0.1/',
  'https://172.31.255.255/',
  'https://192.168.0.1/',
  'https://100.64.0.1/',
  'https://198.18.0.1/',
  'https://192.0.2.1/',
  'https://224.0.0.1/',
  'https://255.255.255.255/',
  'https://169.254.169.254/latest/meta-data/',
  'https://2852039166/latest/meta-data/',
  'https://[::ffff:a9fe:a9fe]/latest/meta-data/',
  'https://metadata.google.internal/computeMetadata/v1/',
  'https://METADATA.google.internal./',
  'http://localhost:{port}/',
  'https://localhost:{port}/',
  'http://LOCALHOST:{port}/',
  'http://localhost.:{port}/',
  'http://ⓛⓞⓒⓐⓛⓗⓞⓢⓣ:{port}/',
  'http://anything.localhost:{port}/',
  'https://a.b.localhost.:{port}/',
  'http://tracker.example@127.0.0.1:{port}/',
  'http://user:pass@localhost:{port}/',
  'http://127.0.0.1:{port}#@tracker.example/',
  'http://127.0.0.1:{port}?@tracker.example/',
  'http://127.0.0.1:{port}\\@tracker.example/',
  'http://tracker.example:{port}/',
  'https://tracker.example/../../127.0.0.1',
  'https://tracker.example/a/%2e%2E/b',
  'https://tracker.example\\@127.0.0.1:{port}/',
  'file:///etc/hosts',
  'gopher://127.0.0.1:{port}/',
  'ws://127.0.0.1:{port}/',
  'data:text/plain,hello',
  '//127.0.0.1:{port}/',
  'http://',
]

describe('An address that leads back to this machine, or into its network', () => {
  test.each(literal)('%j is refused, and nobody is called', async (url) => {
    expect(await outcome(url)).toBe('refused-address')
    expect(connections).toBe(0)
  })

  test('is refused in more than sixty forms', () => {
    expect(new Set(literal).size).toBeGreaterThanOrEqual(60)
  })
})

describe('A name', () => {
  test.each([
    'loopback.example',
    '127.0.0.1.nip.example',
    '7f000001.nip.example',
    'other-loopback.example',
    'six.example',
    'mapped.example',
    'compatible.example',
    'translated.example',
    'six-to-four.example',
    'teredo.example',
    'isatap.example',
    'unspecified.example',
    'unspecified-six.example',
    'private.example',
    'metadata.example',
    'alias.example',
    'alias-six.example',
    'several.example',
  ])('%s that leads there is refused when it has been looked up', async (name) => {
    expect(await outcome(`https://${name}:{port}/`, { resolve: names.resolve })).toBe('refused-address')
    expect(names.asked(name)).toBe(2)
    expect(connections).toBe(0)
  })

  test('with public and other addresses is called at the public ones only', async () => {
    const resolve = vi.fn(names.resolve)
    expect(await outcome('https://mixed.example:{port}/', { resolve })).toBe('not-sent')
    expect((await resolve.mock.results[0]?.value)?.length).toBe(4)
    expect(connections).toBe(0)
  })

  test('whose answer changes is called where the first one led, and asked for once a connection', async () => {
    const http = client({ resolve: names.resolve })
    const request = { method: 'GET' as const, url: `https://rebinding.example:${port}/`, timeoutMs: 2_000 }
    expect((await faultOf(http.send(request))).kind).toBe('not-sent')
    expect(names.asked('rebinding.example')).toBe(2)
    for (let again = 0; again < 3; again += 1) {
      expect((await faultOf(http.send(request))).kind).toBe('refused-address')
    }
    expect(connections).toBe(0)
  })

  test('whose answer goes back and forth never leads here', async () => {
    for (let again = 0; again < 6; again += 1) {
      const kind = await outcome('https://back-and-forth.example:{port}/', { resolve: names.resolve })
      expect(['refused-address', 'not-sent']).toContain(kind)
    }
    expect(connections).toBe(0)
  })

  test('of a metadata service is called by no entry of the operator’s list', async () => {
    const allowedPrivateHosts = ['metadata.example', '0.0.0.0/0', '::/0']
    for (const url of [
      'https://metadata.example/',
      'https://169.254.169.254/',
      'https://[64:ff9b::a9fe:a9fe]/',
      'https://[64:ff9b:1:a9fe:a9:fe00::]/',
      'https://[2002:a9fe:a9fe::1]/',
      'https://[fe80::5efe:a9fe:a9fe]/',
      'https://[fd00:ec2::254]/',
      'https://metadata.google.internal/',
    ]) {
      const kind = await outcome(url, { resolve: names.resolve, allowedPrivateHosts })
      expect([url, kind]).toEqual([url, 'refused-address'])
    }
  })
})

describe('The check itself', () => {
  test.each(['127.0.0.1', '127.1.2.3', '[::1]'])(
    'an address that is allowed is counted: %s',
    async (host) => {
      const http = client({ allowedPrivateHosts: [host] })
      expect((await http.send({ method: 'GET', url: `http://${host}:${port}/` })).status).toBe(200)
      expect(connections).toBe(1)
    },
  )

  test('a name that is allowed is counted', async () => {
    const http = client({ allowedPrivateHosts: ['loopback.example'], resolve: names.resolve })
    expect((await http.send({ method: 'GET', url: `http://loopback.example:${port}/` })).status).toBe(200)
    expect(connections).toBe(1)
  })
})

describe('A server that may be called, and sends the hub on', () => {
  const places = [
    'http://127.0.0.1:{port}/',
    'http://127.1.2.3:{port}/',
    'http://[::1]:{port}/',
    'http://localhost:{port}/',
    '//127.0.0.1:{port}/',
    '\\\\127.0.0.1:{port}\\',
    'https://{own}/',
    'http://user:pass@{own}/',
    'file:///etc/hosts',
    'data:text/plain,hello',
    'http://169.254.169.254/latest/meta-data/',
  ]
  test.each(places)('to %j is not followed', async (place) => {
    for (const status of [301, 302, 303, 307, 308]) {
      const server = await startServer((_, response) => {
        const own = `127.0.0.1:${server.port}`
        const location = place.replace('{own}', own).replace('{port}', String(port))
        response.writeHead(status, { location }).end()
      })
      closing.push(() => server.close())
      const http = client({ allowedPrivateHosts: [`127.0.0.1:${server.port}`] })
      expect((await http.send({ method: 'GET', url: server.url })).status).toBe(status)
      expect(server.requests).toHaveLength(1)
    }
    expect(connections).toBe(0)
  })
})

describe('A proxy in the environment', () => {
  const proxies = () => {
    const proxy = `http://127.0.0.1:${port}`
    return { HTTP_PROXY: proxy, HTTPS_PROXY: proxy, ALL_PROXY: proxy, http_proxy: proxy, https_proxy: proxy }
  }

  test('is not gone through', async () => {
    for (const [name, value] of Object.entries(proxies())) vi.stubEnv(name, value)
    const server = await startServer((_, response) => response.end('here'))
    closing.push(() => server.close())
    const http = client({ allowedPrivateHosts: [`127.0.0.1:${server.port}`] })
    expect((await http.send({ method: 'GET', url: server.url })).text).toBe('here')
    expect(connections).toBe(0)
  })

  test('is not gone through when Node itself is told to', () => {
    const module = new URL('./http.ts', import.meta.url).href
    const script = `
      const { createHttpClient } = await import(${JSON.stringify(module)})
      const http = createHttpClient({ allowedPrivateHosts: [], resolve: async () => [{ address: '${nowhere}', family: 6 }] })
      const kind = await http.send({ method: 'GET', url: 'https://tracker.example/', timeoutMs: 1000 }).catch((error) => error.fault.kind)
      console.log(kind)`
    const env = { ...process.env, ...proxies(), NODE_USE_ENV_PROXY: '1' }
    const ran = spawnSync(process.execPath, ['--input-type=module', '-e', script], { env, encoding: 'utf8' })
    expect(ran.stdout.trim()).toBe('not-sent')
    expect(connections).toBe(0)
  })
})
