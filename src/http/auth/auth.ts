import { betterAuth, type BetterAuthOptions } from 'better-auth'
import { getMigrations } from 'better-auth/db/migration'
import type { Log } from '../../domain/context.ts'
import type { OpenStore } from '../../store/open.ts'

export interface AuthOptions {
  secret: string
  publicUrl: string
  log: Log
}

/** Sign-in by e-mail and password, with sessions in cookies; the library's own tables in our database. */
export function createAuth(store: Pick<OpenStore, 'plain'>, { secret, publicUrl, log }: AuthOptions) {
  const options = {
    secret,
    baseURL: publicUrl,
    basePath: '/auth',
    trustedOrigins: [publicUrl],
    database: { db: store.plain, type: 'postgres' },
    // Nobody signs up: administrators invite.
    emailAndPassword: { enabled: true, disableSignUp: true, minPasswordLength: 8, maxPasswordLength: 128 },
    session: { expiresIn: 7 * 86_400, updateAge: 86_400, cookieCache: { enabled: true, maxAge: 60 } },
    rateLimit: {
      enabled: true,
      window: 60,
      max: 100,
      customRules: { '/sign-in/email': { window: 60, max: 10 } },
    },
    advanced: { cookiePrefix: 'crosstie', ipAddress: { ipAddressHeaders: ['x-crosstie-peer'] } },
    telemetry: { enabled: false },
    logger: {
      level: 'warn',
      log: (level, message) => (level === 'error' ? log.error({}, message) : log.warn({}, message)),
    },
  } satisfies BetterAuthOptions
  const auth = betterAuth(options)
  return {
    /** Makes or updates the library's tables. */
    async migrate(): Promise<void> {
      await (await getMigrations(options)).runMigrations()
    },
    handle: (request: Request): Promise<Response> => auth.handler(request),
    /** The signed-in person behind a request's cookie, or null. */
    async session(headers: Headers): Promise<{ id: string; name: string; email: string } | null> {
      const found = await auth.api.getSession({ headers })
      return found ? { id: found.user.id, name: found.user.name, email: found.user.email } : null
    },
    /** Makes a person with a password; one who exists keeps theirs. Answers the id. */
    async ensureUser(person: { email: string; password: string; name: string }): Promise<string> {
      const context = await auth.$context
      const known = await context.internalAdapter.findUserByEmail(person.email.toLowerCase())
      if (known) return known.user.id
      const hash = await context.password.hash(person.password)
      const { email, name } = person
      const user = await context.internalAdapter.createUser(
        { email: email.toLowerCase(), name, emailVerified: true },
        { method: 'admin' },
      )
      const account = { userId: user.id, accountId: user.id, providerId: 'credential', password: hash }
      await context.internalAdapter.linkAccount(account)
      return user.id
    },
  }
}

export type Auth = ReturnType<typeof createAuth>
