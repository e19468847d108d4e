import { describe, expect, onTestFinished, test } from 'vitest'
import { startOceane } from '../../../simulators/oceane/index.ts'
import { createHttpClient } from '../http.ts'
import { faultOf } from '../testing/fault-of.ts'
import { startServer } from '../testing/server.ts'
import { oceaneConfig } from './config.ts'
import { oceane } from './index.ts'
import { credential, destination, draft, simulated } from './testing/site.ts'

const create = 'POST /troubleTicket'
const token = 'POST /oauth/token'

/** A token endpoint that answers like this, and nothing else. */
async function endpoint(status: number, body: unknown, settings: object = {}) {
  const text = typeof body === 'string' ? body : JSON.stringify(body)
  const server = await startServer((_, response) => response.writeHead(status).end(text))
  const http = createHttpClient({ allowedPrivateHosts: ['127.0.0.1'] })
  onTestFinished(async () => {
    await http.close()
    await server.close()
  })
  const config = oceaneConfig.parse({ host: server.url, ...credential, ...settings })
  return { server, tracker: oceane.connect(config, { http, now: () => new Date() }) }
}

describe('A token', () => {
  test('is got once, and used by all clients of the credential', async () => {
    const { tracker, connect, callsOf } = await simulated(startOceane)
    const calls = await callsOf(async () => {
      for (const one of [tracker, tracker, connect({})]) await one.create(draft, destination, 'm')
    })
    expect(calls).toEqual([token, create, create, create])
  })

  test('is asked for once where many need it at the same time', async () => {
    const { tracker, callsOf } = await simulated(startOceane)
    const calls = await callsOf(() =>
      Promise.all(Array.from({ length: 5 }, () => tracker.create(draft, destination, 'm'))),
    )
    expect(calls.filter((call) => call === token)).toHaveLength(1)
  })

  test('of one credential is not used for another', async () => {
    const { tracker, connect } = await simulated(startOceane)
    await tracker.create(draft, destination, 'm')
    const fault = await faultOf(connect({ clientSecret: 'other' }).create(draft, destination, 'm'))
    expect(fault.kind).toBe('unauthorized')
  })

  test('BX13 · is renewed before it ends', async () => {
    const { tracker, clock, site, callsOf } = await simulated(startOceane)
    await tracker.create(draft, destination, 'm')
    clock.now += 3_530_000
    await tracker.create(draft, destination, 'm')
    clock.now += 15_000
    expect(await callsOf(() => tracker.create(draft, destination, 'm'))).toEqual([token, create])
    expect(site.calls.map(({ status }) => status)).not.toContain(401)
  })

  test('BX13 · that is refused is renewed once, and then one ticket is there', async () => {
    const { tracker, site, callsOf } = await simulated(startOceane)
    await tracker.check()
    site.state.tokens.clear()
    expect(await callsOf(() => tracker.create(draft, destination, 'm'))).toEqual([create, token, create])
    expect(site.state.tickets.size).toBe(1)
  })

  test('that many calls find refused at the same time is renewed once for all', async () => {
    const { tracker, site, callsOf } = await simulated(startOceane)
    await tracker.check()
    site.state.tokens.clear()
    const calls = await callsOf(() =>
      Promise.all(Array.from({ length: 5 }, (_, i) => tracker.create(draft, destination, `m${i}`))),
    )
    expect(calls.filter((call) => call === token)).toHaveLength(1)
    expect(site.state.tickets.size).toBe(5)
  })

  test('refused twice is not tried for ever', async () => {
    const { tracker, site, callsOf } = await simulated(startOceane)
    site.faults.rules.push({ when: { path: '/troubleTicket' }, effect: { status: 401 } })
    const calls = await callsOf(async () => {
      expect((await faultOf(tracker.create(draft, destination, 'm'))).kind).toBe('unauthorized')
    })
    expect(calls).toEqual([token, create, token, create])
  })

  test('that ends at once is used for the one call that it was got for', async () => {
    const { tracker, site, callsOf } = await simulated(startOceane)
    site.state.tokenLifetime = 1
    expect(await callsOf(() => tracker.create(draft, destination, 'm'))).toEqual([token, create])
  })

  test('without a lifetime is used until it is refused', async () => {
    const { tracker, site, clock, callsOf } = await simulated(startOceane)
    site.state.tokenLifetime = null
    expect(await tracker.check()).not.toHaveProperty('sessionEndsAt')
    clock.now += 30 * 86_400_000
    expect(await callsOf(() => tracker.create(draft, destination, 'm'))).toEqual([create])
  })

  test('B12, BX13 · is got anew by every check, which says when it ends', async () => {
    const { tracker, clock, callsOf } = await simulated(startOceane)
    await tracker.check()
    clock.now += 1000
    const calls = await callsOf(async () => {
      const { sessionEndsAt } = await tracker.check()
      expect(sessionEndsAt).toEqual(new Date(clock.now + 3_600_000))
    })
    expect(calls).toEqual([token])
  })

  test('a check that fails leaves the token alone that tickets are created with', async () => {
    const { tracker, site, callsOf } = await simulated(startOceane)
    await tracker.check()
    site.faults.rules.push({ when: { path: '/oauth/token' }, times: 1, effect: { status: 503 } })
    expect((await faultOf(tracker.check())).kind).toBe('unavailable')
    expect(await callsOf(() => tracker.create(draft, destination, 'm'))).toEqual([create])
  })
})

describe('The token request', () => {
  const granted = { access_token: 'abc', expires_in: '3600' }

  test('B13, B14 · carries Client ID and Client Secret, and never the User ID', async () => {
    const { server, tracker } = await endpoint(200, granted, { userId: 'u-4711' })
    const { sessionEndsAt } = await tracker.check()
    expect(sessionEndsAt).toBeInstanceOf(Date)
    const [request] = server.requests
    const basic = Buffer.from('crosstie-client:oceane-secret').toString('base64')
    expect(request).toMatchObject({
      method: 'POST',
      url: '/oauth/token',
      headers: { authorization: `Basic ${basic}`, 'content-type': 'application/x-www-form-urlencoded' },
      body: 'grant_type=client_credentials',
    })
    expect(JSON.stringify(request)).not.toContain('4711')
  })

  test('can carry them in the form, with a scope', async () => {
    const settings = { clientAuthentication: 'in the form', scope: 'tickets all', tokenPath: '/t' }
    const { server, tracker } = await endpoint(200, granted, settings)
    await tracker.check()
    const [request] = server.requests
    expect(request?.headers).not.toHaveProperty('authorization')
    expect(Object.fromEntries(new URLSearchParams(request?.body))).toEqual({
      grant_type: 'client_credentials',
      scope: 'tickets all',
      client_id: 'crosstie-client',
      client_secret: 'oceane-secret',
    })
  })

  test.each([
    [400, { error: 'invalid_client', error_description: 'Unknown client.' }, 'unauthorized'],
    [401, { error: 'invalid_client' }, 'unauthorized'],
    [200, { error: 'invalid_client' }, 'unauthorized'],
    [400, { error: 'unauthorized_client' }, 'forbidden'],
    [400, { error: 'invalid_scope', error_description: 'No such scope.' }, 'invalid'],
    [401, { code: 41, message: 'Invalid credentials', description: 'Wrong.' }, 'unauthorized'],
    [404, 'nothing here', 'not-found'],
    [503, '', 'unavailable'],
    [200, {}, 'bad-answer'],
    [200, { access_token: '' }, 'bad-answer'],
    [200, { access_token: 'two\nlines' }, 'bad-answer'],
    [200, '<html><title>Sign in</title></html>', 'bad-answer'],
  ])('A68 · %i %j is %s', async (status, body, kind) => {
    const { tracker } = await endpoint(status, body)
    expect(await faultOf(tracker.check())).toMatchObject({ kind, status })
  })

  test('answered with 200 and no token says so, and asks about the path', async () => {
    const { detail } = await faultOf((await endpoint(200, { token_type: 'Bearer' })).tracker.check())
    expect(detail).toMatch(/\/oauth\/token answered 200.+access_token.+right path/u)
  })

  test('A68 · a refusal carries the words and code of the endpoint, without what it echoes of the secret', async () => {
    const words = { error: 'invalid_client', error_description: 'oceane-secret is wrong' }
    expect(await faultOf((await endpoint(401, words)).tracker.check())).toMatchObject({
      code: 'invalid_client',
      detail: expect.stringMatching(/^••• is wrong\..+Client Secret/u),
    })
  })
})

describe('A create whose sign-in fails was not sent, so nobody has to look for a ticket', () => {
  test.each([
    [{ status: 500 }, 'not-sent'],
    [{ dropBefore: true }, 'not-sent'],
    [{ html: true }, 'not-sent'],
    [{ status: 404 }, 'unauthorized'],
    [{ status: 400 }, 'unauthorized'],
    [{ status: 401 }, 'unauthorized'],
    [{ status: 429, retryAfter: 9 }, 'rate-limited'],
  ])('%j is %s', async (effect, kind) => {
    const { tracker, site, callsOf } = await simulated(startOceane)
    site.faults.rules.push({ when: { path: '/oauth/token' }, effect })
    const calls = await callsOf(async () => {
      const fault = await faultOf(tracker.create(draft, destination, 'm'))
      expect(fault).toMatchObject({ kind, detail: expect.stringContaining('the sign-in failed') })
    })
    expect(calls).toEqual([token])
  })
})
