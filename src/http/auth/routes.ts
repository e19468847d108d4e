import { recordForPerson } from '../../audit/record-for-person.ts'
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
import { headersOf, passCookies } from './web-request.ts'

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
  const { auth, identify, limiter, oidcName } = options
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

    scope.post('/auth/sign-out', {
      config: { demands: 'public' },
      schema: { hide: true },
      handler: async (request, reply) => {
        const person = await identify.person(request)
        const response = await auth.calls.signOut(headersOf(request))
        const deed = { action: 'session.signed-out' }
        if (person) await recordForPerson(deps, { ...person, address: request.ip }, deed)
        return passCookies(reply, response).send({})
      },
    })
  })
}
