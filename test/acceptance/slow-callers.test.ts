import { afterAll, beforeAll, expect, test } from 'vitest'
import { rawCall, readAnswer } from '../setup/raw-call.ts'
import { adminToken, startWorld, type World } from '../setup/world.ts'

let world: World
beforeAll(async () => {
  const limits = { headersMs: 150, requestMs: 300, checkMs: 30 }
  world = await startWorld({ limits })
})
afterAll(() => world?.close())

const authorized = `Host: hub\r\nAuthorization: Bearer ${adminToken}\r\n`

test('Whoever does not finish the headers is told so and cut off', async () => {
  const call = rawCall(world.hub.url)
  call.send('GET /v1/me HTTP/1.1\r\nHost: hub\r\nX-Slow: ')
  const { status, head, problem } = readAnswer(await call.ended)
  expect([status, problem.detail]).toEqual([408, 'The request was not there in time.'])
  expect(head).toMatch(/application\/problem\+json/u)
})

test('Whoever does not finish the body is cut off, and nothing is stored', async () => {
  const call = rawCall(world.hub.url)
  const head = `POST /v1/projects HTTP/1.1\r\n${authorized}Content-Type: application/json\r\nContent-Length: 100\r\n\r\n`
  call.send(`${head}{"key": "slow", `)
  const { status } = readAnswer(await call.ended)
  expect(status).toBe(408)
  expect((await world.api.get('/v1/projects')).body.items).toEqual([])
})

test('Many slow callers hold up nobody else', async () => {
  const slow = Array.from({ length: 200 }, () => rawCall(world.hub.url))
  for (const one of slow) one.send('POST /v1/projects HTTP/1.1\r\nHost: hub\r\n')
  expect((await world.api.get('/v1/me')).status).toBe(200)
  const answers = await Promise.all(slow.map(({ ended }) => ended))
  expect(new Set(answers.map((text) => readAnswer(text).status))).toEqual(new Set([408]))
})

test('Headers over 16 KiB are refused with 431, before anything else is looked at', async () => {
  const call = rawCall(world.hub.url)
  call.send(`GET /v1/me HTTP/1.1\r\n${authorized}X-Large: ${'x'.repeat(17_000)}\r\n\r\n`)
  const { status, problem } = readAnswer(await call.ended)
  expect([status, problem.detail]).toEqual([431, 'The headers are larger than 16 KiB.'])
})

test('A body over 1 MiB is refused with 413 before it is there', async () => {
  const call = rawCall(world.hub.url)
  const length = 'Content-Type: application/json\r\nContent-Length: 2000000\r\n\r\n'
  call.send(`POST /v1/projects HTTP/1.1\r\n${authorized}${length}{`)
  expect((await call.ended).split('\r\n')[0]).toBe('HTTP/1.1 413 Payload Too Large')
})

test('A body in pieces counts as well', async () => {
  const raw = JSON.stringify({ key: 'k', name: 'x'.repeat(1024 * 1024) })
  expect((await world.api.call('POST', '/v1/projects', { raw })).status).toBe(413)
})

test.each([
  '\u0016\u0003\u0001 TLS',
  'GET / HTTP/9.9\r\n\r\n',
  'NONSENSE\r\n\r\n',
  'GET /\u0000 HTTP/1.1\r\n\r\n',
])('%j is answered in words', async (text) => {
  const call = rawCall(world.hub.url)
  call.send(text)
  expect(readAnswer(await call.ended).status).toBeGreaterThanOrEqual(400)
})

test('Two lengths, or a length and pieces, are refused: nobody in between may read another request in them', async () => {
  const lengths = [
    'Content-Length: 2\r\nContent-Length: 3\r\n',
    'Content-Length: 2\r\nTransfer-Encoding: chunked\r\n',
  ]
  for (const both of lengths) {
    const call = rawCall(world.hub.url)
    call.send(`POST /v1/projects HTTP/1.1\r\n${authorized}Content-Type: application/json\r\n${both}\r\n{}`)
    expect(readAnswer(await call.ended).status).toBe(400)
  }
})

test('An address with more than a hundred members is refused', async () => {
  const many = Array.from({ length: 101 }, (_, place) => `a${place}=1`).join('&')
  const { status, body } = await world.api.get(`/v1/tickets?${many}`)
  expect([status, body.errors[0].field]).toEqual([400, 'query'])
})
