import type { Deps } from '../../deps.ts'
import { problem, sendProblem } from '../problem.ts'
import type { Limiter } from '../rates.ts'
import type { Api } from '../v1/api.ts'
import { accountRoutes } from './account.ts'
import type { Auth } from './auth.ts'
import { isForeign } from './foreign.ts'
import type { Identify } from './identify.ts'
import { invitationRoutes } from './invitations.ts'
import { singleSignOnRoutes } from './oidc-routes.ts'
import { passwordRoutes } from './passwords.ts'
import { signInRoutes } from './sign-in.ts'
import { twoFactorRoutes } from './two-factor.ts'
import { asWebRequest } from './web-request.ts'

const foreign = 'This was sent by a page of another origin. Sign in and out on the hub’s own pages.'

export interface AuthRoutesOptions {
  auth: Auth
  identify: Identify
  limiter: Limiter
  /** Name of the identity provider, where single sign-on is set. */
  oidcName: string | undefined
}

/** Everything under `/auth/`: signing in and out, invitations, and a person’s own account. */
export async function authRoutes(app: Api, deps: Deps, options: AuthRoutesOptions): Promise<void> {
  const { auth, limiter, oidcName } = options
  await app.register(async (inner) => {
    const scope = inner as Api
    scope.addHook('onRequest', async (request, reply) => {
      if (isForeign(request, deps.publicUrl)) return sendProblem(reply, problem(403, foreign))
      if (request.routeOptions.config.demands !== 'public') return undefined
      return limiter.stranger(request, reply)
    })
    signInRoutes(scope, deps, options)
    if (oidcName !== undefined) singleSignOnRoutes(scope, deps, auth)
    invitationRoutes(scope, deps, options)
    passwordRoutes(scope, deps, auth)
    accountRoutes(scope, deps)
    twoFactorRoutes(scope, deps, auth)

    // All that is left of the sign-in library’s own addresses; the rest of them do not exist here.
    scope.post('/auth/sign-out', {
      config: { demands: 'public' },
      schema: { hide: true },
      handler: async (request, reply) => {
        const response = await auth.handle(asWebRequest(request, deps.publicUrl))
        for (const [name, value] of response.headers) if (name !== 'set-cookie') reply.header(name, value)
        for (const cookie of response.headers.getSetCookie()) reply.header('set-cookie', cookie)
        return reply.status(response.status).send(await response.text())
      },
    })
  })
}
