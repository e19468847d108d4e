import { spawnSync } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import type { RequestListener } from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, describe, expect, onTestFinished, test } from 'vitest'
import { createHttpClient, type HttpClientOptions } from './http.ts'
import { faultOf } from './testing/fault-of.ts'
import { startServer } from './testing/server.ts'

const closing: { close(): Promise<void> }[] = []
afterEach(async () => {
  for (const one of closing.splice(0)) await one.close()
})

async function world(handler: RequestListener, options: Partial<HttpClientOptions> = {}) {
  const server = await startServer(handler)
  const http = createHttpClient({ allowedPrivateHosts: ['127.0.0.1'], ...options })
  closing.push(http, server)
  return { server, http }
}

describe('A request', () => {
  test('carries JSON, and the answer comes back whatever its status is', async () => {
    const { server, http } = await world((_, response) => response.writeHead(418, { 'x-a': 'b' }).end('tea'))
    const answer = await http.send({ method: 'POST', url: `${server.url}/pot?x=1`, body: { milk: 'no' } })
    expect(answer).toMatchObject({ status: 418, headers: { 'x-a': 'b' }, text: 'tea' })
    expect(server.requests[0]).toMatchObject({ method: 'POST', url: '/pot?x=1', body: '{"milk":"no"}' })
    expect(server.requests[0]?.headers).toMatchObject({
      'content-type': 'application/json',
      'user-agent': 'Crosstie',
    })
  })

  test('keeps the content type that a provider sets', async () => {
    const { server, http } = await world((_, response) => response.end())
    const headers = { 'Content-Type': 'application/json-patch+json' }
    await http.send({ method: 'PATCH', url: server.url, headers, body: [] })
    expect(server.requests[0]?.headers['content-type']).toBe('application/json-patch+json')
  })
})

describe('Certainly not sent', () => {
  test('a refused connection', async () => {
    const { server, http } = await world((_, response) => response.end())
    await server.close()
    expect(await faultOf(http.send({ method: 'POST', url: server.url, body: {} }))).toMatchObject({
      kind: 'not-sent',
      code: 'ECONNREFUSED',
    })
  })

  test('a name that does not exist', async () => {
    const resolve = () => Promise.reject(Object.assign(new Error('no'), { code: 'ENOTFOUND' }))
    const { http } = await world((_, response) => response.end(), { resolve })
    const fault = await faultOf(http.send({ method: 'POST', url: 'https://nowhere.example/', body: {} }))
    expect(fault).toMatchObject({ kind: 'not-sent', detail: expect.stringContaining('nowhere.example') })
  })

  test('TLS that cannot be agreed on', async () => {
    const { server, http } = await world((_, response) => response.end())
    const fault = await faultOf(
      http.send({ method: 'POST', url: server.url.replace('http', 'https'), body: {} }),
    )
    expect(fault.kind).toBe('not-sent')
    expect(server.requests).toHaveLength(0)
  })

  test('a certificate that nobody vouches for', async ({ skip }) => {
    const folder = await mkdtemp(path.join(tmpdir(), 'crosstie-certificate-'))
    onTestFinished(() => rm(folder, { recursive: true }))
    const [key, cert] = [path.join(folder, 'key.pem'), path.join(folder, 'cert.pem')]
    const how = `req -x509 -newkey rsa:2048 -nodes -days 1 -subj /CN=127.0.0.1 -keyout ${key} -out ${cert}`
    const made = spawnSync('openssl', how.split(' '))
    skip(made.error !== undefined, 'There is no openssl to make a certificate with.')
    const server = createTlsServer({ key: await readFile(key), cert: await readFile(cert) })
    const { promise, resolve } = Promise.withResolvers<void>()
    server.listen(0, '127.0.0.1', resolve)
    await promise
    onTestFinished(() => void server.close())
    const { port } = server.address() as AddressInfo
    const { http } = await world((_, response) => response.end())
    const fault = await faultOf(http.send({ method: 'GET', url: `https://127.0.0.1:${port}/` }))
    expect(fault).toMatchObject({ kind: 'not-sent', code: 'DEPTH_ZERO_SELF_SIGNED_CERT' })
    expect(fault.detail).toContain('the certificate is self-signed')
  })

  test('A71 · the time ends before there is a connection, and the request does not go out later', async () => {
    const gate = Promise.withResolvers<{ address: string; family: number }[]>()
    const { server, http } = await world((_, response) => response.end(), { resolve: () => gate.promise })
    const options = { method: 'POST', url: `http://slow.example:${server.port}/`, timeoutMs: 20 } as const
    const open = createHttpClient({
      allowedPrivateHosts: ['slow.example', '127.0.0.1'],
      resolve: () => gate.promise,
    })
    closing.push(open)
    expect((await faultOf(open.send(options))).kind).toBe('not-sent')
    gate.resolve([{ address: '127.0.0.1', family: 4 }])
    await http.send({ method: 'GET', url: `${server.url}/after` })
    await open.send({ ...options, method: 'GET', timeoutMs: 5000 })
    expect(server.requests.filter(({ method }) => method === 'POST')).toHaveLength(0)
  })
})

describe('Sent, outcome unknown', () => {
  test('A71 · no answer in time', async () => {
    const { server, http } = await world(() => {})
    const fault = await faultOf(http.send({ method: 'POST', url: server.url, body: {}, timeoutMs: 50 }))
    expect(fault.kind).toBe('timeout')
    expect(server.requests).toHaveLength(1)
  })

  test('an answer whose body never ends', async () => {
    const { server, http } = await world((_, response) => void response.writeHead(200).write('{"id":'))
    expect((await faultOf(http.send({ method: 'POST', url: server.url, timeoutMs: 50 }))).kind).toBe(
      'timeout',
    )
  })

  test('a connection that breaks after the request, and the write is not sent again', async () => {
    const { server, http } = await world((request) => request.socket.destroy())
    expect((await faultOf(http.send({ method: 'POST', url: server.url, body: {} }))).kind).toBe('interrupted')
    expect(server.requests).toHaveLength(1)
  })

  test('a connection that breaks within the answer', async () => {
    const { server, http } = await world((request, response) => {
      response.writeHead(200, { 'content-length': '100' }).write('{"id":', () => request.socket.destroy())
    })
    expect((await faultOf(http.send({ method: 'POST', url: server.url, body: {} }))).kind).toBe('interrupted')
  })

  test('a kept connection that is dead: a write is interrupted', async () => {
    const { server, http } = await world((request, response) => {
      if (request.method === 'GET') response.end('ok')
      else request.socket.resetAndDestroy()
    })
    await http.send({ method: 'GET', url: server.url })
    expect((await faultOf(http.send({ method: 'PATCH', url: server.url, body: {} }))).kind).toBe(
      'interrupted',
    )
    expect(server.requests.filter(({ method }) => method === 'PATCH')).toHaveLength(1)
  })

  test('a kept connection that is dead: a GET goes once more', async () => {
    let calls = 0
    const { server, http } = await world((request, response) => {
      calls += 1
      if (calls === 2) request.socket.resetAndDestroy()
      else response.end(String(calls))
    })
    await http.send({ method: 'GET', url: server.url })
    expect((await http.send({ method: 'GET', url: server.url })).text).toBe('3')
  })

  test('a GET does not go a third time', async () => {
    const { server, http } = await world((request) => request.socket.resetAndDestroy())
    expect((await faultOf(http.send({ method: 'GET', url: server.url }))).kind).toBe('interrupted')
    expect(server.requests).toHaveLength(2)
  })
})

describe('An answer that cannot be used', () => {
  test('larger than the limit', async () => {
    const { server, http } = await world((_, response) => response.end('x'.repeat(2000)), { maxBytes: 1000 })
    expect((await faultOf(http.send({ method: 'GET', url: server.url }))).kind).toBe('bad-answer')
  })

  test('no HTTP at all', async () => {
    const raw = createServer((socket) => socket.on('data', () => socket.end('220 mail.example ESMTP\r\n')))
    const { promise, resolve } = Promise.withResolvers<void>()
    raw.listen(0, '127.0.0.1', resolve)
    await promise
    const { http } = await world(() => {})
    closing.push({ close: () => new Promise((done) => raw.close(() => done())) })
    const address = raw.address()
    const port = typeof address === 'object' ? address?.port : undefined
    const fault = await faultOf(http.send({ method: 'GET', url: `http://127.0.0.1:${port}/` }))
    expect(fault.kind).toBe('bad-answer')
  })
})

describe('The guard', () => {
  test('a private address is refused before anything is sent', async () => {
    const { server, http } = await world((_, response) => response.end(), { allowedPrivateHosts: [] })
    expect((await faultOf(http.send({ method: 'GET', url: server.url }))).kind).toBe('refused-address')
    expect(server.connections()).toBe(0)
  })

  test('a name whose answer changes between two lookups gains nothing', async () => {
    let lookups = 0
    const resolve = () => {
      lookups += 1
      return Promise.resolve([{ address: lookups === 1 ? '93.184.215.14' : '127.0.0.1', family: 4 }])
    }
    await resolve()
    const { server, http } = await world((_, response) => response.end(), {
      allowedPrivateHosts: [],
      resolve,
    })
    const url = `https://rebound.example:${server.port}/`
    expect((await faultOf(http.send({ method: 'GET', url }))).kind).toBe('refused-address')
    expect(server.connections()).toBe(0)
  })

  test('the port of an allowed place counts', async () => {
    const { server, http } = await world((_, response) => response.end(), {
      allowedPrivateHosts: ['127.0.0.1:1'],
    })
    expect((await faultOf(http.send({ method: 'GET', url: server.url }))).kind).toBe('refused-address')
  })
})

describe('A redirect', () => {
  test('is followed for a GET within the origin', async () => {
    const { server, http } = await world((request, response) => {
      if (request.url === '/new') response.end('here')
      else response.writeHead(302, { location: '/new' }).end()
    })
    expect((await http.send({ method: 'GET', url: `${server.url}/old` })).text).toBe('here')
  })

  test('is returned as it is after three', async () => {
    const { server, http } = await world((_, response) =>
      response.writeHead(302, { location: '/again' }).end(),
    )
    expect((await http.send({ method: 'GET', url: server.url })).status).toBe(302)
    expect(server.requests).toHaveLength(4)
  })

  test('never takes the credential to another origin', async () => {
    const other = await world((_, response) => response.end('thanks'))
    const { server, http } = await world((_, response) =>
      response.writeHead(302, { location: `${other.server.url}/` }).end(),
    )
    const headers = { authorization: 'Bearer abcdef' }
    expect((await http.send({ method: 'GET', url: server.url, headers })).status).toBe(302)
    expect(other.server.requests).toHaveLength(0)
  })

  test('is not followed for a write', async () => {
    const { server, http } = await world((_, response) => response.writeHead(307, { location: '/new' }).end())
    expect((await http.send({ method: 'POST', url: server.url, body: {} })).status).toBe(307)
    expect(server.requests).toHaveLength(1)
  })
})

describe('A fault', () => {
  test('names the host, but no header, path, query or body', async () => {
    const { server, http } = await world((request) => request.socket.destroy())
    const fault = await faultOf(
      http.send({
        method: 'POST',
        url: `${server.url}/private-path?key=query-secret`,
        headers: { authorization: 'Bearer header-secret' },
        body: { note: 'body-secret' },
      }),
    )
    expect(fault.detail).toContain('127.0.0.1')
    expect(JSON.stringify(fault)).not.toMatch(/secret|private-path/u)
  })
})
