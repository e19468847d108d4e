import { generateKeyPairSync, sign, type KeyObject } from 'node:crypto'
import { createServer, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Provider } from 'oidc-provider'
import { visitAt, type Visitor } from './person.ts'
import { oidcClientSecret } from './world.ts'

export const clientId = 'crosstie'
const callback = 'http://hub.example.com/auth/callback/oidc'

/** What an identity provider says of a person. */
export interface Identity {
  sub: string
  email?: string
  email_verified?: boolean
  name?: string
}

export interface TestProvider {
  issuer: string
  /** Whoever signs in next is this person. */
  person: Identity
  /** The next person says no. */
  declines: boolean
  close(): Promise<void>
}

async function listen(
  handler: (issuer: string) => RequestListener,
): Promise<{ server: Server; issuer: string }> {
  const server = createServer()
  const { promise, resolve } = Promise.withResolvers<void>()
  server.listen(0, '127.0.0.1', resolve)
  await promise
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  server.on('request', handler(issuer))
  return { server, issuer }
}

async function stop(server: Server): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>()
  server.close(() => resolve())
  server.closeAllConnections()
  await promise
}

const newKey = () => generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey
const publicJwk = (key: KeyObject, kid: string) => {
  const { kty, n, e } = key.export({ format: 'jwk' })
  return { kty, n, e, kid, alg: 'RS256', use: 'sig' }
}

/**
 * A real OpenID provider on loopback (oidc-provider), whose people need no password.
 * @param isOurs whether it sends people back to an address, where that is not known before
 */
export async function startOpenIdProvider(isOurs?: (address: string) => boolean): Promise<TestProvider> {
  const people = new Map<string, Identity>()
  const test = { person: { sub: 'nobody' } as Identity, declines: false }
  const { server, issuer } = await listen((own) => {
    const provider = new Provider(own, {
      clients: [
        {
          client_id: clientId,
          client_secret: oidcClientSecret,
          redirect_uris: [callback],
          grant_types: ['authorization_code'],
          response_types: ['code'],
        },
      ],
      jwks: { keys: [{ ...newKey().export({ format: 'jwk' }), kid: 'one', alg: 'RS256', use: 'sig' }] },
      cookies: { keys: ['only for the tests'] },
      claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name'] },
      pkce: { required: () => true },
      ttl: {
        AccessToken: 300,
        AuthorizationCode: 60,
        Grant: 300,
        IdToken: 300,
        Interaction: 300,
        Session: 300,
      },
      features: { devInteractions: { enabled: false } },
      interactions: { url: (_ctx, { uid }) => `/interaction/${uid}` },
      findAccount: (_ctx, sub) => ({ accountId: sub, claims: () => ({ ...people.get(sub), sub }) }),
      async loadExistingGrant({ oidc }) {
        const grant = new oidc.provider.Grant({ clientId, accountId: oidc.session?.accountId ?? '' })
        grant.addOIDCScope('openid email profile')
        await grant.save()
        return grant
      },
    })
    if (isOurs) provider.Client.prototype.redirectUriAllowed = isOurs
    const handle = provider.callback()
    return (request, response) => {
      if (!request.url?.startsWith('/interaction/')) {
        void handle(request, response)
        return
      }
      people.set(test.person.sub, test.person)
      const result = test.declines
        ? { error: 'access_denied', error_description: 'The person said no.' }
        : { login: { accountId: test.person.sub } }
      void provider.interactionFinished(request, response, result)
    }
  })
  return Object.assign(test, { issuer, close: () => stop(server) })
}

/** A provider that says whatever a test wants it to. */
export async function startForger() {
  const key = newKey()
  const test = { token: (claims: object) => signed(claims, key), key, named: undefined as string | undefined }
  const { server, issuer } = await listen((own) => (request, response) => {
    const answers: Record<string, () => object> = {
      '/.well-known/openid-configuration': () => ({
        issuer: test.named ?? own,
        authorization_endpoint: `${own}/authorize`,
        token_endpoint: `${own}/token`,
        jwks_uri: `${own}/keys`,
      }),
      '/keys': () => ({ keys: [publicJwk(key, 'one')] }),
      '/token': () => ({ access_token: 'an access token', token_type: 'Bearer', id_token: test.token({}) }),
    }
    const answer = answers[request.url ?? '']?.()
    response.writeHead(answer ? 200 : 404, { 'content-type': 'application/json' })
    response.end(JSON.stringify(answer ?? {}))
  })
  return Object.assign(test, { issuer, close: () => stop(server) })
}

const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')

export function signed(
  claims: object,
  key: KeyObject,
  header: object = { alg: 'RS256', kid: 'one' },
): string {
  const text = `${part(header)}.${part(claims)}`
  return `${text}.${sign('sha256', Buffer.from(text), key).toString('base64url')}`
}
export const unsigned = (claims: object) => `${part({ alg: 'none' })}.${part(claims)}.`
export const forgedKey = newKey

/** Goes to the provider and back, as a browser does; answers the address of the callback with all that is in it. */
export async function walkThrough(browser: Visitor, to = '/'): Promise<URL> {
  const { status, body } = await browser.post('/auth/single-sign-on', { to })
  if (status !== 200) throw new Error(`Single sign-on did not begin: ${JSON.stringify(body)}`)
  const cookies = new Map<string, string>()
  let url = new URL(body.url)
  for (let hop = 0; hop < 10 && !url.href.startsWith(callback); hop += 1) {
    const headers = { cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; ') }
    const response = await fetch(url, { redirect: 'manual', headers })
    for (const one of response.headers.getSetCookie()) {
      const [name = '', value = ''] = (one.split(';')[0] ?? '').split('=')
      cookies.set(name, value)
    }
    const location = response.headers.get('location')
    if (!location) throw new Error(`The provider answered ${response.status}: ${await response.text()}`)
    url = new URL(location, url)
  }
  return url
}

/** Comes back to the hub; answers where it sends the browser then. */
export async function comeBack(browser: Visitor, hub: string, at: URL): Promise<URL> {
  const cookie = [...browser.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
  const response = await fetch(`${hub}${at.pathname}${at.search}`, {
    redirect: 'manual',
    headers: { cookie },
  })
  for (const one of response.headers.getSetCookie()) {
    const [name = '', ...value] = (one.split(';')[0] ?? '').split('=')
    if (/max-age=0/iu.test(one)) browser.cookies.delete(name)
    else browser.cookies.set(name, value.join('='))
  }
  return new URL(response.headers.get('location') ?? '', 'http://nowhere.example.com')
}

/** The whole round trip of a new browser. */
export async function signOn(hub: string, to = '/'): Promise<{ browser: Visitor; at: URL }> {
  const browser = visitAt(hub)
  return { browser, at: await comeBack(browser, hub, await walkThrough(browser, to)) }
}
