import { createPublicKey, type KeyObject } from 'node:crypto'
import type { BetterAuthPlugin } from 'better-auth'
import {
  createAuthorizationURL,
  encodeBasicCredentials,
  getOAuth2Tokens,
  verifyProviderIdToken,
  type OAuth2Tokens,
  type OAuthProvider,
} from 'better-auth/oauth2'
import { z } from 'zod'
import type { Log } from '../../domain/context.ts'
import type { HttpClient } from '../../providers/http.ts'

export const oidcId = 'oidc'

/** What an identity provider is reached with, and by what name people know it. */
export interface OpenIdSettings {
  /** Exactly as the provider itself writes it. */
  issuer: string
  clientId: string
  clientSecret: string
  name: string
}

export type OpenIdProvider = OAuthProvider

/** What a provider says of itself at /.well-known/openid-configuration. */
const Configuration = z.object({
  issuer: z.string(),
  authorization_endpoint: z.url(),
  token_endpoint: z.url(),
  jwks_uri: z.url(),
  userinfo_endpoint: z.url().optional(),
  token_endpoint_auth_methods_supported: z.array(z.string()).default(['client_secret_basic']),
})
type Configuration = z.infer<typeof Configuration>

const Keys = z.object({ keys: z.array(z.looseObject({ kid: z.string().optional(), kty: z.string() })) })
const Claims = z.looseObject({
  sub: z.string().min(1),
  email: z.string().optional(),
  name: z.string().optional(),
})
type Claims = z.infer<typeof Claims>

/** Never `none`, and none with the client’s secret for a key. */
const algorithms = ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'ES256', 'ES384', 'ES512', 'EdDSA']

const believedMs = 3_600_000
const soonestMs = 60_000

/** The plugin that adds a provider of ours to the library’s; nothing where single sign-on is not set. */
export const oidcPlugin = (provider: OpenIdProvider | undefined): BetterAuthPlugin => ({
  id: 'crosstie-oidc',
  init: ({ socialProviders }) =>
    provider ? { context: { socialProviders: [provider, ...socialProviders] } } : {},
})

/**
 * An OpenID provider, called by the hub’s guarded client only: code flow with PKCE, state and nonce, which the library makes
 * and checks. It is asked for its configuration when somebody signs in, so that the hub starts without it.
 */
export function createOpenIdProvider(
  { issuer, clientId, clientSecret }: OpenIdSettings,
  { http, log }: { http: HttpClient; log: Log },
): OpenIdProvider {
  const redact = { secrets: [clientSecret] }

  async function read<T>(url: string, shape: z.ZodType<T>, headers = {}): Promise<T> {
    const answer = await http.send({ method: 'GET', url, headers, ...redact })
    if (answer.status !== 200) throw new Error(`${url} answered ${answer.status}.`)
    return shape.parse(JSON.parse(answer.text))
  }

  const configuration = remembered(believedMs, async (): Promise<Configuration> => {
    const found = await read(`${issuer.replace(/\/$/u, '')}/.well-known/openid-configuration`, Configuration)
    if (found.issuer === issuer) return found
    throw new Error(`The provider calls itself ${found.issuer}, not ${issuer} as CROSSTIE_OIDC_ISSUER says.`)
  })
  const keys = remembered(soonestMs, async () => (await read((await configuration()).jwks_uri, Keys)).keys)

  async function keyFor({ kid, alg }: { kid?: string; alg?: string }): Promise<KeyObject> {
    const kinds = alg?.startsWith('ES') ? ['EC'] : alg === 'EdDSA' ? ['OKP'] : ['RSA']
    const key = (await keys()).find(
      (one) => (kid === undefined || one.kid === kid) && kinds.includes(one.kty),
    )
    if (!key) throw new Error('The provider has no such key.')
    return createPublicKey({ key, format: 'jwk' })
  }

  /** From the token where it holds them, else from the provider; always of the same person. */
  async function profileOf(tokens: OAuth2Tokens): Promise<Claims> {
    const claims = Claims.parse(payloadOf(tokens.idToken ?? ''))
    const { userinfo_endpoint: url } = await configuration()
    if (claims.email || !url || !tokens.accessToken) return claims
    const told = await read(url, Claims, { authorization: `Bearer ${tokens.accessToken}` })
    if (told.sub !== claims.sub) throw new Error('The provider’s user info is about somebody else.')
    return { ...told, ...claims }
  }

  const provider: OpenIdProvider = {
    id: oidcId,
    name: oidcId,
    issuer,
    requiresIdTokenNonce: true,
    idToken: { jwks: keyFor, issuer, audience: clientId, algorithms },
    accountSubject: ({ profile }) => Claims.parse(profile).sub,
    async createAuthorizationURL({ state, codeVerifier, idTokenNonce, redirectURI }) {
      const { authorization_endpoint: authorizationEndpoint } = await configuration()
      const scopes = ['openid', 'email', 'profile']
      const options = { clientId, clientSecret }
      const nonce = idTokenNonce
      const how = { id: oidcId, options, authorizationEndpoint, scopes, redirectURI }
      return createAuthorizationURL({ ...how, state, codeVerifier, nonce })
    },
    async validateAuthorizationCode({ code, codeVerifier, redirectURI }) {
      const { token_endpoint: url, token_endpoint_auth_methods_supported: ways } = await configuration()
      const inHeader = ways.includes('client_secret_basic')
      const form = new URLSearchParams({
        grant_type: 'authorization_code',
        code,
        redirect_uri: redirectURI,
        code_verifier: codeVerifier ?? '',
        ...(inHeader ? {} : { client_id: clientId, client_secret: clientSecret }),
      })
      const headers = {
        'content-type': 'application/x-www-form-urlencoded',
        ...(inHeader && { authorization: encodeBasicCredentials(clientId, clientSecret) }),
      }
      const answer = await http.send({ method: 'POST', url, headers, body: form.toString(), ...redact })
      if (answer.status !== 200) {
        throw new Error(
          `The token endpoint answered ${answer.status}: ${answer.redact(answer.text).slice(0, 300)}`,
        )
      }
      return getOAuth2Tokens(JSON.parse(answer.text))
    },
    async getUserInfo({ expectedIdTokenNonce, ...tokens }) {
      if (!tokens.idToken || !(await verifyProviderIdToken(provider, tokens.idToken, expectedIdTokenNonce))) {
        log.warn(
          { issuer },
          'An ID token was not accepted: its signature, issuer, audience, time or nonce is wrong',
        )
        return null
      }
      const profile = await profileOf(tokens)
      const { email, name = email } = profile
      return { user: { email, name, emailVerified: isVerified(profile) }, data: profile }
    },
  }
  return provider
}

/** `xms_edov` is what Microsoft Entra says instead. */
const isVerified = (profile: Claims) =>
  [profile['email_verified'], profile['xms_edov']].some((said) =>
    [true, 'true', 1, '1'].includes(said as string),
  )

const payloadOf = (token: string): unknown =>
  JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString('utf8'))

/** Asks once in so long; what failed is asked again at once. */
function remembered<T>(forMs: number, ask: () => Promise<T>): () => Promise<T> {
  let until = 0
  let known: Promise<T> | undefined
  return () => {
    if (known && Date.now() < until) return known
    const asked = ask()
    known = asked
    until = Date.now() + forMs
    asked.catch(() => {
      if (known === asked) known = undefined
    })
    return asked
  }
}
