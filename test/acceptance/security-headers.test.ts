import { afterAll, beforeAll, expect, test } from 'vitest'
import type { ApiAnswer } from '../setup/api.ts'
import { adminToken, startWorld, type World } from '../setup/world.ts'

let world: World
let plain: World
beforeAll(async () => {
  world = await startWorld({ config: { publicUrl: 'https://hub.example.com' } })
  plain = await startWorld()
})
afterAll(async () => {
  await world?.close()
  await plain?.close()
})

const policyOf = ({ headers }: ApiAnswer) =>
  Object.fromEntries(
    (headers.get('content-security-policy') ?? '').split(/; ?/u).map((directive) => {
      const [name = '', ...sources] = directive.split(' ')
      return [name, sources.join(' ')]
    }),
  )

const everywhere = [
  '/v1/me',
  '/v1/tickets',
  '/v1/nothing',
  '/v1/connections/abc',
  '/v1/openapi.json',
  '/api/openapi.json',
  '/api/tickets',
  '/api/xml/tickets',
  '/auth/get-session',
  '/auth/nothing',
  '/healthz',
  '/metrics',
  '/docs/',
  '/api/docs/',
  '/assets/nothing.js',
  '/tickets',
  '/',
]

test.each(everywhere)(
  'Every answer keeps browsers from guessing, framing and telling on: %s',
  async (path) => {
    for (const api of [world.api, world.as(undefined)]) {
      const answer = await api.get(path)
      const { headers } = answer
      expect(headers.get('x-content-type-options')).toBe('nosniff')
      expect(headers.get('referrer-policy')).toBe('same-origin')
      expect(headers.get('x-frame-options')).toBe('DENY')
      expect(headers.get('cross-origin-opener-policy')).toBe('same-origin')
      expect(headers.get('cross-origin-resource-policy')).toBe('same-origin')
      expect(headers.get('strict-transport-security')).toMatch(/^max-age=31536000/u)
      expect([headers.get('server'), headers.get('x-powered-by')]).toEqual([null, null])
      expect(policyOf(answer)).toMatchObject({
        'default-src': "'none'",
        'frame-ancestors': "'none'",
        'base-uri': "'none'",
      })
    }
  },
)

test('Without TLS nobody is told to insist on it', async () => {
  expect((await plain.api.get('/v1/me')).headers.get('strict-transport-security')).toBeNull()
})

test.each(['/v1/me', '/v1/tickets', '/v1/nothing', '/api/tickets', '/api/json/tickets', '/auth/get-session'])(
  'Data stays in no cache: %s',
  async (path) => {
    expect((await world.api.get(path)).headers.get('cache-control')).toBe('no-store')
  },
)

test('A page of the web lets in its own scripts, and styles by a nonce that no other answer has', async () => {
  const [one, other] = [await world.api.get('/tickets'), await world.api.get('/tickets')]
  const policy = policyOf(one)
  expect(policy).toMatchObject({ 'script-src': "'self'", 'connect-src': "'self'", 'form-action': "'self'" })
  expect(policy['style-src']).toMatch(/^'self' 'nonce-[\w-]{22}'$/u)
  expect(JSON.stringify(policy)).not.toMatch(/unsafe|\*|https?:/u)
  const [, nonce = ''] = /nonce-([\w-]+)/u.exec(policy['style-src'] ?? '') ?? []
  expect(one.body).toContain(`nonce="${nonce}"`)
  expect(one.body).not.toMatch(/<script(?![^>]*src=)|<style|\son\w+=|NONCE/u)
  expect(policyOf(other)['style-src']).not.toBe(policy['style-src'])
})

test('A page that describes an API runs no script but its own', async () => {
  for (const path of ['/docs/', '/api/docs/']) {
    const answer = await world.api.get(path)
    const policy = policyOf(answer)
    const [, nonce = ''] = /^'self' 'nonce-([\w-]{22})'$/u.exec(policy['script-src'] ?? '') ?? []
    const scripts = String(answer.body).match(/<script[^>]*>/gu) ?? []
    expect(scripts.length).toBeGreaterThan(0)
    for (const script of scripts) expect(script).toContain(`nonce="${nonce}"`)
    expect(policy).toMatchObject({ 'connect-src': "'self'", 'form-action': "'none'" })
  }
})

test('A file of a ticket is only ever saved, whatever it is', async () => {
  const { body: ticket } = await world.api.post('/v1/support-tickets', {
    title: 'Look',
    description: 'At this',
  })
  const form = new FormData()
  form.append('file', new File(['<script>alert(1)</script>'], 'page.html', { type: 'text/html' }))
  const url = `/v1/support-tickets/${ticket.id}/attachments`
  const authorization = `Bearer ${adminToken}`
  const sent = await fetch(world.hub.url + url, { method: 'POST', headers: { authorization }, body: form })
  const { id } = (await sent.json()) as { id: string }
  const answer = await world.api.get(`${url}/${id}/content`)
  expect(answer.headers.get('content-disposition')).toMatch(/^attachment;/u)
  expect(answer.headers.get('content-type')).toBe('application/octet-stream')
  expect(policyOf(answer)).toMatchObject({ 'default-src': "'none'", sandbox: '' })
  expect(answer.headers.get('x-content-type-options')).toBe('nosniff')
})
