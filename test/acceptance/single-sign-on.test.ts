import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { everything } from '../setup/database.ts'
import {
  clientId,
  comeBack,
  forgedKey,
  signed,
  signOn,
  startForger,
  startOpenIdProvider,
  unsigned,
  walkThrough,
  type TestProvider,
} from '../setup/openid-provider.ts'
import { joined, owner, password, visit, type Visitor } from '../setup/person.ts'
import { codeOf } from '../setup/totp.ts'
import { admin, oidcClientSecret, startWorld, type World } from '../setup/world.ts'

let provider: TestProvider
let world: World
let ada: Visitor

const withProvider = (issuer: string) =>
  startWorld({
    alsoAllowed: [new URL(issuer).host],
    config: { oidc: { issuer, clientId, name: 'Company login' } },
  })

beforeAll(async () => {
  provider = await startOpenIdProvider()
  world = await withProvider(provider.issuer)
  ada = await owner(world, admin)
})
afterAll(async () => {
  await world?.close()
  await provider?.close()
})
beforeEach(() => {
  provider.declines = false
})

const verified = (name: string) => ({
  sub: `sub-${name}`,
  email: `${name}@example.com`,
  email_verified: true,
  name: name.toUpperCase(),
})
const invite = async (email: string, role = 'agent') =>
  (await ada.post('/v1/invitations', { email, role })).body
const audited = async (action: string) => (await ada.get(`/v1/audit?action=${action}`)).body.items

test('The sign-in page is told what it is called', async () => {
  expect((await visit(world).get('/auth/options')).body).toEqual({
    oidc: { name: 'Company login' },
    mail: false,
  })
})

test('The browser is sent with PKCE, state and nonce', async () => {
  const { body } = await visit(world).post('/auth/single-sign-on', {})
  const { searchParams } = new URL(body.url)
  expect(body.url).toContain(provider.issuer)
  expect(searchParams.get('code_challenge_method')).toBe('S256')
  for (const name of ['code_challenge', 'state', 'nonce']) {
    expect(searchParams.get(name)?.length).toBeGreaterThanOrEqual(32)
  }
  expect(searchParams.get('redirect_uri')).toBe('http://hub.example.com/auth/callback/oidc')
})

test('Somebody who is invited comes in, is a member by that, and comes again', async () => {
  await invite('ines@example.com', 'viewer')
  provider.person = verified('ines')
  const { browser, at } = await signOn(world.hub.url, '/tickets?q=1')
  expect(at.href).toBe('http://hub.example.com/tickets?q=1')
  expect((await browser.get('/v1/me')).body).toMatchObject({
    user: { name: 'INES', email: 'ines@example.com' },
    role: 'viewer',
  })
  expect((await browser.get('/auth/account')).body).toMatchObject({ hasPassword: false, singleSignOn: true })
  expect((await ada.get('/v1/invitations')).body.items).toEqual([])
  const again = await signOn(world.hub.url)
  expect((await again.browser.get('/v1/me')).body.user.email).toBe('ines@example.com')
  expect((await ada.get('/v1/members?q=ines')).body.items).toHaveLength(1)
  expect((await audited('session.signed-in'))[0]).toMatchObject({ after: { by: 'single sign-on' } })
  expect((await audited('invitation.accepted'))[0]).toMatchObject({ after: { role: 'viewer' } })
})

test('A member who has a password is the same person, by the verified address', async () => {
  const maria = await joined(world, { email: 'maria@example.com', name: 'Maria' })
  // As after an invitation by mail.
  await world.hub.deps.store.pool.query(`update "user" set "emailVerified" = true`)
  provider.person = { ...verified('maria'), email: 'Maria@Example.com' }
  const { browser } = await signOn(world.hub.url)
  const [one, other] = [(await maria.get('/v1/me')).body, (await browser.get('/v1/me')).body]
  expect(other.user).toEqual(one.user)
  expect((await browser.get('/auth/account')).body).toMatchObject({ singleSignOn: true })
})

test('A password that somebody set up for an address that was never proven to be theirs is gone when its owner comes', async () => {
  // The link was handed over, not mailed: whoever used it may be somebody else.
  const squatter = await joined(world, { email: 'victim@example.com', name: 'Squatter' })
  provider.person = verified('victim')
  const { browser } = await signOn(world.hub.url)
  expect((await browser.get('/v1/me')).status).toBe(200)
  expect((await squatter.get('/v1/me')).status).toBe(401)
  expect((await visit(world).signIn('victim@example.com', password)).status).toBe(401)
})

describe('Nobody comes in', () => {
  const refusedAs = async (error: string) => {
    const { browser, at } = await signOn(world.hub.url)
    expect(at.href).toBe(`http://hub.example.com/sign-in?error=${error}`)
    expect((await browser.get('/v1/me')).status).toBe(401)
    expect((await browser.get('/auth/account')).status).toBe(401)
  }

  test('who is neither invited nor a member, and no account is left behind', async () => {
    provider.person = verified('stranger')
    await refusedAs('stranger')
    expect(JSON.stringify(await everything(world)).includes('stranger@example.com')).toBe(false)
  })

  test('whose invitation has expired or was withdrawn', async () => {
    const { id } = await invite('withdrawn@example.com')
    await ada.delete(`/v1/invitations/${id}`)
    provider.person = verified('withdrawn')
    await refusedAs('stranger')
    await invite('late@example.com')
    await world.clock.advance(8 * 86_400_000)
    provider.person = verified('late')
    await refusedAs('stranger')
  })

  test('who was a member and is one no more', async () => {
    await invite('former@example.com')
    provider.person = verified('former')
    await signOn(world.hub.url)
    const { body } = await ada.get('/v1/members?q=former')
    await ada.delete(`/v1/members/${body.items[0].id}`)
    await refusedAs('stranger')
  })

  test('whose address the provider does not call verified, invited, member or not', async () => {
    await invite('unverified@example.com')
    for (const person of [
      { ...verified('unverified'), email_verified: false },
      { sub: 'sub-unverified', email: 'unverified@example.com' },
      { sub: 'sub-none' },
      { sub: 'sub-other', email: admin.email, email_verified: false },
    ]) {
      provider.person = person
      await refusedAs('unverified')
    }
  })

  test('who says no at the provider', async () => {
    provider.declines = true
    await refusedAs('declined')
  })

  test('with a state that is wrong, of another browser, or used', async () => {
    provider.person = verified('ines')
    const browser = visit(world)
    const back = await walkThrough(browser)
    const wrong = new URL(back)
    wrong.searchParams.set('state', 'x'.repeat(32))
    const none = new URL(back)
    none.searchParams.delete('state')
    for (const at of [wrong, none]) {
      expect((await comeBack(visit(world), world.hub.url, at)).search).toBe('?error=expired')
    }
    expect((await comeBack(visit(world), world.hub.url, back)).search).toBe('?error=expired')
    const good = visit(world)
    const own = await walkThrough(good)
    const cookies = new Map(good.cookies)
    expect((await comeBack(good, world.hub.url, own)).pathname).toBe('/')
    good.cookies.clear()
    for (const [name, value] of cookies) good.cookies.set(name, value)
    expect((await comeBack(good, world.hub.url, own)).search).toBe('?error=expired')
  })

  test('with an answer of another issuer', async () => {
    const browser = visit(world)
    const back = await walkThrough(browser)
    expect(back.searchParams.get('iss')).toBe(provider.issuer)
    back.searchParams.set('iss', 'https://evil.example.com')
    expect((await comeBack(browser, world.hub.url, back)).search).toBe('?error=failed')
  })
})

test('The page to come back to is one of the hub’s own', async () => {
  for (const to of [
    'https://evil.example.com/',
    '//evil.example.com',
    '/\\evil.example.com',
    'javascript:alert(1)',
  ]) {
    const { status, body } = await visit(world).post('/auth/single-sign-on', { to })
    expect([to, status, body.errors?.[0]?.field]).toEqual([to, 422, 'to'])
  }
})

test('Who came by single sign-on is not asked for a second factor of the hub’s own', async () => {
  provider.person = verified('ines')
  const { browser } = await signOn(world.hub.url)
  expect((await browser.post('/auth/account/two-factor', { password: 'none' })).status).toBe(409)
  await ada.patch('/v1/workspace', { twoFactorRequired: true })
  expect((await browser.get('/v1/tickets')).status).toBe(200)
  expect((await ada.get('/v1/tickets')).status).toBe(403)
  const { body } = await ada.post('/auth/account/two-factor', { password: admin.password })
  await ada.post('/auth/account/two-factor/confirm', { code: codeOf(body.secret) })
  await ada.patch('/v1/workspace', { twoFactorRequired: false })
})

test('Neither the client’s secret nor a token of the provider stands in the database in the clear', async () => {
  const rows = JSON.stringify(await everything(world))
  expect(rows.includes(oidcClientSecret)).toBe(false)
  expect(/eyJ[\w-]{20,}\./.test(rows)).toBe(false)
})

describe('An ID token', () => {
  let forger: Awaited<ReturnType<typeof startForger>>
  let forged: World
  beforeAll(async () => {
    forger = await startForger()
    forged = await withProvider(forger.issuer)
    const own = await owner(forged, admin)
    await own.post('/v1/invitations', { email: 'ivo@example.com', role: 'agent' })
  })
  afterAll(async () => {
    await forged?.close()
    await forger?.close()
  })

  /** Comes back with a code for which the provider gives a token with these claims. */
  async function tokenWith(
    change: object,
    make = (claims: object) => signed(claims, forger.key),
  ): Promise<string> {
    const browser = visit(forged)
    const { body } = await browser.post('/auth/single-sign-on', {})
    const asked = new URL(body.url).searchParams
    const now = Math.floor(Date.now() / 1_000)
    const right = {
      iss: forger.issuer,
      aud: clientId,
      sub: 'ivo',
      email: 'ivo@example.com',
      email_verified: true,
      nonce: asked.get('nonce'),
      iat: now,
      exp: now + 300,
    }
    forger.token = () => make({ ...right, ...change })
    const back = new URL('http://hub.example.com/auth/callback/oidc')
    back.searchParams.set('code', 'a code')
    back.searchParams.set('state', asked.get('state') ?? '')
    const at = await comeBack(browser, forged.hub.url, back)
    return at.searchParams.get('error') ?? 'in'
  }

  test.each([
    ['another issuer', { iss: 'https://evil.example.com' }],
    ['another audience', { aud: 'another-client' }],
    ['another nonce', { nonce: 'x'.repeat(32) }],
    ['no nonce', { nonce: undefined }],
    ['a time that is over', { iat: 1_000_000_000, exp: 1_000_000_300 }],
    ['no subject', { sub: undefined }],
  ])('with %s is refused', async (_what, change) => {
    expect(await tokenWith(change)).toBe('failed')
  })

  test('that is signed with another key, with the client’s secret’s algorithm, or not at all is refused', async () => {
    expect(await tokenWith({}, (claims) => signed(claims, forgedKey()))).toBe('failed')
    expect(await tokenWith({}, (claims) => signed(claims, forger.key, { alg: 'HS256', kid: 'one' }))).toBe(
      'failed',
    )
    expect(await tokenWith({}, (claims) => signed(claims, forger.key, { alg: 'RS256', kid: 'two' }))).toBe(
      'failed',
    )
    expect(await tokenWith({}, unsigned)).toBe('failed')
  })

  test('that is right brings its person in', async () => {
    expect(await tokenWith({})).toBe('in')
    // Microsoft Entra says it in another claim.
    expect(await tokenWith({ email_verified: undefined })).toBe('unverified')
    expect(await tokenWith({ email_verified: undefined, xms_edov: true })).toBe('in')
  })

  test('is not asked for where the provider calls itself by another name, or its address may not be called', async () => {
    forger.named = 'https://evil.example.com'
    const renamed = await withProvider(forger.issuer)
    const { status, body } = await visit(renamed).post('/auth/single-sign-on', {})
    expect([status, body.detail]).toEqual([502, expect.stringMatching(/does not answer as it should/)])
    await renamed.close()
    forger.named = undefined
    const config = { oidc: { issuer: forger.issuer, clientId, name: 'Not allowed' } }
    const closed = await startWorld({ config })
    expect((await visit(closed).post('/auth/single-sign-on', {})).status).toBe(502)
    await closed.close()
  })
})
