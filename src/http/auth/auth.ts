import { randomBytes } from 'node:crypto'
import { betterAuth, type BetterAuthOptions } from 'better-auth'
import { getMigrations } from 'better-auth/db/migration'
import { twoFactor } from 'better-auth/plugins/two-factor'
import type { Log } from '../../domain/context.ts'
import type { OpenStore } from '../../store/open.ts'
import { touchSession } from '../../store/sessions.ts'
import { knock } from './single-sign-on.ts'
import { oidcId, oidcPlugin, type OpenIdProvider } from './openid-provider.ts'

export interface AuthOptions {
  secret: string
  publicUrl: string
  log: Log
  /** By which invitations expire. */
  now: () => Date
  /** Single sign-on, where it is set. */
  oidc?: OpenIdProvider | undefined
}

/** A person who has signed in. */
export interface Person {
  id: string
  name: string
  email: string
  sessionId: string
  twoFactor: boolean
  /** They came by single sign-on, whose provider asks for what it thinks is enough. */
  bySingleSignOn: boolean
}

const daySeconds = 86_400
/** A session ends after this, however much it is used. */
const longestSeconds = 7 * daySeconds
/** It ends earlier when it is not used for so long. */
const idleMs = daySeconds * 1_000
/** “Last used” is kept this exact. */
const touchedMs = 60_000
const resetSeconds = 3_600

/**
 * With TLS, cookies are for this host alone, and no other one and no page without TLS can set them: that is what the prefix means
 * to a browser. The library’s own prefix, `__Secure-`, promises less.
 */
function cookies(publicUrl: string) {
  const secure = publicUrl.startsWith('https:')
  const cookiePrefix = secure ? '__Host-crosstie' : 'crosstie'
  return { cookiePrefix, useSecureCookies: false, defaultCookieAttributes: { secure } }
}

/** Sign-in by e-mail and password, with sessions in cookies; the library's own tables in our database. */
export function createAuth(
  store: Pick<OpenStore, 'plain' | 'db'>,
  { secret, publicUrl, log, now, oidc }: AuthOptions,
) {
  const options = {
    secret,
    appName: 'Crosstie',
    baseURL: publicUrl,
    basePath: '/auth',
    trustedOrigins: [publicUrl],
    database: { db: store.plain, type: 'postgres' },
    // Nobody signs up: administrators invite.
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: 8,
      maxPasswordLength: 128,
      revokeSessionsOnPasswordReset: true,
      resetPasswordTokenExpiresIn: resetSeconds,
    },
    account: {
      encryptOAuthTokens: true,
      updateAccountOnSignIn: false,
      // Whether the address is verified, and who it is, is judged by the door-keeper below.
      accountLinking: { trustedProviders: [oidcId], requireLocalEmailVerified: false },
    },
    user: { validateUserInfo: (arrival) => knock(store.db, { arrival, now: now() }) },
    // Not believed from a cookie: whoever is signed out everywhere is so with their next request, at every hub.
    session: {
      expiresIn: longestSeconds,
      disableSessionRefresh: true,
      cookieCache: { enabled: false },
      additionalFields: { method: { type: 'string', required: false, input: false } },
    },
    databaseHooks: {
      // Who somebody is, is all that the hub asks the identity provider; its tokens are of no further use.
      account: {
        create: {
          before: async (account) => ({
            data: { ...account, accessToken: null, refreshToken: null, idToken: null },
          }),
        },
      },
      session: {
        create: {
          before: async (session, context) => ({
            data: context?.path?.startsWith('/callback/') ? { ...session, method: oidcId } : session,
          }),
        },
      },
    },
    verification: { storeIdentifier: 'hashed' },
    // Attempts are counted in attempts.ts, by account and by address, for all hubs together.
    rateLimit: { enabled: false },
    advanced: { ...cookies(publicUrl), ipAddress: { ipAddressHeaders: ['x-crosstie-peer'] } },
    telemetry: { enabled: false },
    onAPIError: { errorURL: `${publicUrl}/sign-in` },
    logger: {
      level: 'warn',
      log: (level, message) => (level === 'error' ? log.error({}, message) : log.warn({}, message)),
    },
    plugins: [twoFactor({ issuer: 'Crosstie' }), oidcPlugin(oidc)],
  } satisfies BetterAuthOptions
  const auth = betterAuth(options)
  const { api } = auth

  return {
    /** Makes or updates the library's tables. */
    async migrate(): Promise<void> {
      await (await getMigrations(options)).runMigrations()
    },
    handle: (request: Request): Promise<Response> => auth.handler(request),
    /** The signed-in person behind a request's cookie, or null. */
    async session(headers: Headers): Promise<Person | null> {
      const found = await api.getSession({ headers })
      if (!found) return null
      const { user, session } = found
      const unusedMs = Date.now() - session.updatedAt.getTime()
      if (unusedMs > idleMs) {
        await (await auth.$context).internalAdapter.deleteSession(session.token)
        return null
      }
      if (unusedMs > touchedMs) await touchSession(store.db, session.id)
      return {
        id: user.id,
        name: user.name,
        email: user.email,
        sessionId: session.id,
        twoFactor: user.twoFactorEnabled ?? false,
        bySingleSignOn: session.method === oidcId,
      }
    },
    /** What the library does for a person; each answers as it would over HTTP, cookies included. */
    calls: {
      signIn: (body: { email: string; password: string }, headers: Headers) =>
        api.signInEmail({ body, headers, asResponse: true }),
      signOut: (headers: Headers) => api.signOut({ headers, asResponse: true }),
      verifyCode: (body: { code: string }, headers: Headers) =>
        api.verifyTOTP({ body, headers, asResponse: true }),
      verifyBackupCode: (body: { code: string }, headers: Headers) =>
        api.verifyBackupCode({ body, headers, asResponse: true }),
      changePassword: (body: { currentPassword: string; newPassword: string }, headers: Headers) =>
        api.changePassword({ body: { ...body, revokeOtherSessions: true }, headers, asResponse: true }),
      resetPassword: (body: { token: string; newPassword: string }) =>
        api.resetPassword({ body, asResponse: true }),
      beginTwoFactor: (body: { password: string }, headers: Headers) =>
        api.enableTwoFactor({ body, headers, asResponse: true }),
      endTwoFactor: (body: { password: string }, headers: Headers) =>
        api.disableTwoFactor({ body, headers, asResponse: true }),
      newBackupCodes: (body: { password: string }, headers: Headers) =>
        api.generateBackupCodes({ body, headers, asResponse: true }),
      singleSignOn: (to: string, headers: Headers) => {
        const [callbackURL, errorCallbackURL] = [publicUrl + to, `${publicUrl}/sign-in`]
        const body = { provider: oidcId, callbackURL, errorCallbackURL, disableRedirect: true }
        return api.signInSocial({ body, headers, asResponse: true })
      },
    },
    /** Ends one session at once. */
    async endSession(token: string): Promise<void> {
      await (await auth.$context).internalAdapter.deleteSession(token)
    },
    /** Makes a person with a password; one who exists keeps theirs. Answers the id. */
    async ensureUser(person: { email: string; password: string; name: string }): Promise<string> {
      const context = await auth.$context
      const known = await context.internalAdapter.findUserByEmail(person.email.toLowerCase())
      return known?.user.id ?? makePerson({ ...person, proven: true })
    },
    makePerson,
    /**
     * A one-time token with which a person sets a new password within the hour.
     * @param way `mail`: whoever has it has read mail at the person’s address
     */
    async passwordReset(userId: string, way: 'mail' | 'hand'): Promise<string> {
      const token = `${way}.${randomBytes(32).toString('base64url')}`
      await (
        await auth.$context
      ).internalAdapter.createVerificationValue({
        value: userId,
        identifier: `reset-password:${token}`,
        expiresAt: new Date(Date.now() + resetSeconds * 1_000),
      })
      return token
    },
    /** Whose sign-in waits for its second factor. */
    async challenged(headers: Headers): Promise<string | undefined> {
      const signed = /two_factor=([^;]+)/u.exec(headers.get('cookie') ?? '')?.[1]
      if (!signed) return undefined
      // Its signature is checked by the library when the code is; until then this is only for the record.
      const identifier = signed.split('.')[0] ?? ''
      const found = await (await auth.$context).internalAdapter.findVerificationValue(identifier)
      return found?.value
    },
    /** Whose password a token is for, while it works. */
    async resetOf(token: string): Promise<string | undefined> {
      const found = await (
        await auth.$context
      ).internalAdapter.findVerificationValue(`reset-password:${token}`)
      return found && found.expiresAt > new Date() ? found.value : undefined
    },
  }

  /**
   * @param person.password absent: they sign in by single sign-on, or set one by a link
   * @param person.proven they have read mail at this address
   */
  async function makePerson(person: {
    email: string
    name: string
    password?: string
    proven: boolean
  }): Promise<string> {
    const context = await auth.$context
    const createdAt = new Date()
    const { name, password, proven: emailVerified } = person
    const hash = password === undefined ? undefined : await context.password.hash(password)
    // By the adapter: the library’s own way asks the door-keeper, who stands at single sign-on only.
    const data = { email: person.email.toLowerCase(), name, emailVerified, createdAt, updatedAt: createdAt }
    const user = await context.adapter.create<Record<string, unknown>, { id: string }>({
      model: 'user',
      data,
    })
    if (hash !== undefined) {
      const account = { userId: user.id, accountId: user.id, providerId: 'credential', password: hash }
      await context.internalAdapter.linkAccount(account)
    }
    return user.id
  }
}

export type Auth = ReturnType<typeof createAuth>
