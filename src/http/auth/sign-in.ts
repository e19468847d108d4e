import type { FastifyReply, FastifyRequest } from 'fastify'
import { recordForPerson } from '../../audit/record-for-person.ts'
import type { Deps } from '../../deps.ts'
import { spendCode } from '../../store/attempts.ts'
import { findPerson, findPersonByEmail } from '../../store/people.ts'
import { SignedIn, SignIn, SignInCode, SignInOptions } from '../contract/people.ts'
import { problem, sendProblem } from '../problem.ts'
import type { Api } from '../v1/api.ts'
import { attempt, tooMany } from './attempts.ts'
import type { Auth } from './auth.ts'
import { codeKey } from './code-key.ts'
import { challengeHeaders, headersOf, passCookies, refusalCode } from './web-request.ts'

const config = { demands: 'public' as const }

const wrong = 'The e-mail address or the password is not right.'
const wrongCode = 'This code is not right, or was used already. Take the next one that the app shows.'
const begunAnew = 'This sign-in has ended. Begin again with your password.'
const lockedSeconds = 900
/** Whoever mistyped is not known to be the person. */
const hub = { id: 'hub', name: 'Crosstie' }

interface Entered {
  user: { id: string; name: string; email: string }
  token: string
}

/** How one signs in here, and signing in by password, with a code where the account has one. */
export function signInRoutes(
  app: Api,
  deps: Deps,
  { auth, oidcName }: { auth: Auth; oidcName: string | undefined },
): void {
  app.get('/auth/options', {
    config,
    schema: { hide: true, response: { 200: SignInOptions } },
    handler: () => ({ oidc: oidcName ? { name: oidcName } : null, mail: deps.mail !== undefined }),
  })

  app.post('/auth/sign-in/email', {
    config,
    schema: { hide: true, body: SignIn, response: { 200: SignedIn } },
    handler: async (request, reply) => {
      const { email } = request.body
      const tried = await attempt(deps, { email, address: request.ip }, async () => {
        const response = await auth.calls.signIn(request.body, headersOf(request))
        if (response.ok) return response
        await refusalCode(response)
        return undefined
      })
      if (tried.became === 'waits') return tooMany(reply, tried.seconds)
      if (tried.became === 'failed') return refuse(request, reply, { email, why: 'password' })
      passCookies(reply, tried.value)
      const entered = (await tried.value.json()) as Partial<Entered>
      if (!entered.user) return { twoFactorNeeded: true }
      await recordEntry(request, entered.user, 'password')
      return { twoFactorNeeded: false }
    },
  })

  app.post('/auth/sign-in/two-factor', {
    config,
    schema: { hide: true, body: SignInCode, response: { 200: SignedIn } },
    handler: async (request, reply) => {
      const { body } = request
      const headers = challengeHeaders(request)
      const userId = await auth.challenged(headers)
      if (userId === undefined) return sendProblem(reply, problem(401, begunAnew))
      const response =
        'code' in body
          ? await auth.calls.verifyCode({ code: body.code }, headers)
          : await auth.calls.verifyBackupCode({ code: body.backupCode }, headers)
      if (!response.ok) return refuseCode(request, reply, { userId, code: await refusalCode(response) })
      const { user, token } = (await response.json()) as Entered
      if ('code' in body && !(await spendCode(deps.store.db, codeKey(userId, body.code), deps.ctx.now()))) {
        await auth.endSession(token)
        return refuseCode(request, reply, { userId, code: 'INVALID_CODE' })
      }
      passCookies(reply, response)
      await recordEntry(request, user, 'code' in body ? 'two-factor' : 'backup code')
      return { twoFactorNeeded: false }
    },
  })

  function recordEntry(request: FastifyRequest, user: Entered['user'], by: string): Promise<void> {
    const deed = { action: 'session.signed-in', after: { by } }
    return recordForPerson(deps, { ...user, address: request.ip }, deed)
  }

  /** The answer is on its way before it is looked up whose account it was: its time tells nothing. */
  async function refuse(
    request: FastifyRequest,
    reply: FastifyReply,
    { email, why }: { email: string; why: string },
  ): Promise<FastifyReply> {
    sendProblem(reply, problem(401, wrong))
    const person = await findPersonByEmail(deps.store.db, email)
    const deed = { action: 'session.refused', after: { wrong: why }, by: hub }
    if (person) await recordForPerson(deps, { ...person, address: request.ip }, deed)
    return reply
  }

  async function refuseCode(
    request: FastifyRequest,
    reply: FastifyReply,
    { userId, code }: { userId: string; code: string },
  ): Promise<FastifyReply> {
    const person = await findPerson(deps.store.db, userId)
    const deed = { action: 'session.refused', after: { wrong: 'two-factor code' }, by: hub }
    if (person) await recordForPerson(deps, { ...person, address: request.ip }, deed)
    if (code === 'ACCOUNT_TEMPORARILY_LOCKED') return tooMany(reply, lockedSeconds)
    const isWrong = code === 'INVALID_CODE' || code === 'INVALID_BACKUP_CODE'
    return sendProblem(reply, problem(401, isWrong ? wrongCode : begunAnew))
  }
}
