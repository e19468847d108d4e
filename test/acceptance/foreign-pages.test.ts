import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { admin, startWorld, type World } from '../setup/world.ts'

const publicUrl = 'https://hub.example.com'

let world: World
let cookies: string[]
let cookie: string

const signIn = (headers: Record<string, string>) =>
  world.as(undefined).post('/auth/sign-in/email', { email: admin.email, password: admin.password }, headers)

beforeAll(async () => {
  world = await startWorld({ config: { publicUrl } })
  const answer = await signIn({ origin: publicUrl })
  expect(answer.status).toBe(200)
  cookies = answer.headers.getSetCookie()
  cookie = cookies.map((one) => one.split(';')[0]).join('; ')
})
afterAll(() => world?.close())

let count = 0
const create = (headers: Record<string, string>) => {
  count += 1
  const body = { key: `p${count}`, name: 'By cookie' }
  return world.as(undefined).call('POST', '/v1/projects', { body, headers: { cookie, ...headers } })
}

const foreign: [string, Record<string, string>][] = [
  ['another origin', { origin: 'https://evil.example.com' }],
  ['an origin that begins like the hub’s', { origin: `${publicUrl}.evil.example.com` }],
  ['an origin that ends like the hub’s', { origin: 'https://evil-hub.example.com' }],
  ['another port', { origin: `${publicUrl}:8443` }],
  ['the hub’s name without TLS', { origin: 'http://hub.example.com' }],
  ['no origin that can be told (a sandboxed frame)', { origin: 'null' }],
  ['an origin that is none', { origin: 'nonsense' }],
  ['another site, as the browser says', { 'sec-fetch-site': 'cross-site' }],
  ['another host of the same site, as the browser says', { 'sec-fetch-site': 'same-site' }],
  ['another site, with the hub’s origin', { 'sec-fetch-site': 'cross-site', origin: publicUrl }],
]

describe('A page of another origin', () => {
  test.each(foreign)('changes nothing with a person’s cookie: %s', async (_, headers) => {
    expect((await create(headers)).status).toBe(401)
    expect(
      (await world.api.get('/v1/projects')).body.items.filter(
        (one: { key: string }) => one.key === `p${count}`,
      ),
    ).toEqual([])
  })

  test.each(foreign)('signs nobody in and nobody out: %s', async (_, headers) => {
    const answer = await signIn(headers)
    expect([answer.status, answer.headers.getSetCookie()]).toEqual([403, []])
    const out = await world.as(undefined).post('/auth/sign-out', {}, { cookie, ...headers })
    expect(out.status).toBe(403)
    const me = await world.as(undefined).call('GET', '/v1/me', { headers: { cookie } })
    expect(me.status).toBe(200)
  })

  test('is given no permission to read an answer either', async () => {
    const headers = { cookie, origin: 'https://evil.example.com' }
    const answer = await world.as(undefined).call('GET', '/v1/me', { headers })
    expect([...answer.headers.keys()].filter((name) => name.startsWith('access-control'))).toEqual([])
    expect(answer.headers.get('cross-origin-resource-policy')).toBe('same-origin')
    const asked = {
      ...headers,
      'access-control-request-method': 'POST',
      'access-control-request-headers': 'content-type',
    }
    const preflight = await world.as(undefined).call('OPTIONS', '/v1/projects', { headers: asked })
    expect([
      preflight.status,
      [...preflight.headers.keys()].some((name) => name.startsWith('access-control')),
    ]).toEqual([404, false])
  })

  test('sends no form that the hub would read', async () => {
    for (const type of [
      'text/plain',
      'application/x-www-form-urlencoded',
      'multipart/form-data; boundary=x',
    ]) {
      const answer = await world.as(undefined).call('POST', '/v1/projects', {
        raw: '{"key":"form","name":"By form"}',
        headers: { cookie, 'content-type': type },
      })
      expect([type, answer.status]).toEqual([type, 415])
    }
  })
})

describe('The hub’s own pages', () => {
  test.each<[string, Record<string, string>]>([
    ['by its public address', { origin: publicUrl }],
    ['as a browser sends it', { origin: publicUrl, 'sec-fetch-site': 'same-origin' }],
    ['a program without either', {}],
  ])('change what they may: %s', async (_, headers) => {
    expect((await create(headers)).status).toBe(201)
  })

  test('get a cookie that goes with TLS only, to this host only, to no script and with no other site’s requests', () => {
    expect(cookies.length).toBeGreaterThan(0)
    for (const one of cookies) {
      expect(one).toMatch(/^__Host-crosstie\./u)
      const attributes = one
        .split('; ')
        .slice(1)
        .map((text) => text.toLowerCase())
      expect(attributes).toEqual(expect.arrayContaining(['path=/', 'httponly', 'secure', 'samesite=lax']))
      expect(attributes.filter((text) => text.startsWith('domain'))).toEqual([])
    }
  })
})
