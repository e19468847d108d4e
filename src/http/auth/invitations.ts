import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { acceptInvitation } from '../../admin/accept-invitation.ts'
import { checkPassword } from '../../admin/check-password.ts'
import { invitationHash } from '../../admin/invitation-link.ts'
import type { Deps } from '../../deps.ts'
import { Refusal } from '../../domain/refusal.ts'
import { findBySecret } from '../../store/invitations.ts'
import { findPersonByEmail, proveEmail } from '../../store/people.ts'
import { violatedConstraint } from '../../store/violation.ts'
import { AcceptedInvitation, AcceptInvitation, OpenedInvitation } from '../contract/people.ts'
import { Problem } from '../contract/shared.ts'
import { problem, sendProblem } from '../problem.ts'
import type { Api } from '../v1/api.ts'
import type { Auth } from './auth.ts'
import type { Identify } from './identify.ts'
import { headersOf, passCookies } from './web-request.ts'

const config = { demands: 'public' as const }
const params = z.object({ secret: z.string().max(100) })

/** The same whether it never was, has expired, was used or withdrawn: who guesses learns nothing. */
const gone = () =>
  new Refusal(
    'not-found',
    'This invitation works no more: it was used or withdrawn, or its seven days are over. Ask whoever invited you to send it again.',
  )

type Found = NonNullable<Awaited<ReturnType<typeof findBySecret>>>

/** What whoever has the link of an invitation can do with it. */
export function invitationRoutes(
  app: Api,
  deps: Deps,
  { auth, identify }: { auth: Auth; identify: Identify },
): void {
  const { db } = deps.store

  async function find(secret: string): Promise<Found> {
    const found = await findBySecret(db, invitationHash(secret), deps.ctx.now())
    if (!found) throw gone()
    return found
  }

  app.get('/auth/invitations/:secret', {
    config,
    schema: { hide: true, params, response: { 200: OpenedInvitation, 404: Problem } },
    handler: async (request) => {
      const { workspace, email, role, invitedBy, expiresAt } = await find(request.params.secret)
      const hasAccount = (await findPersonByEmail(db, email)) !== undefined
      return { workspace, email, role, invitedBy, expiresAt: expiresAt.toISOString(), hasAccount }
    },
  })

  app.post('/auth/invitations/:secret/accept', {
    config,
    schema: {
      hide: true,
      params,
      body: AcceptInvitation,
      response: { 200: AcceptedInvitation, 401: Problem, 403: Problem, 404: Problem, 422: Problem },
    },
    handler: async (request, reply) => {
      const found = await find(request.params.secret)
      const known = await findPersonByEmail(db, found.email)
      const answer = { workspace: { id: found.workspaceId, name: found.workspace } }
      const signedIn = await identify.person(request)
      if (signedIn && signedIn.id !== known?.id) {
        const detail = `You are signed in as ${signedIn.email}, and this invitation is for ${found.email}. Sign out first.`
        return sendProblem(reply, problem(403, detail))
      }
      if (!known) {
        await acceptAnew(request, reply, { found, ...request.body })
        return answer
      }
      if (!signedIn) {
        const detail = `There is an account with ${found.email}. Sign in with it, then accept the invitation.`
        return sendProblem(reply, problem(401, detail))
      }
      if (!(await acceptInvitation(deps, { ...known, address: request.ip }, found))) throw gone()
      if (found.byMail) await proveEmail(db, known.id)
      return answer
    },
  })

  /** A new person: their account is made, they become a member, and are signed in. */
  async function acceptAnew(
    request: FastifyRequest,
    reply: FastifyReply,
    of: { found: Found; name?: string | undefined; password?: string | undefined },
  ): Promise<void> {
    const { found, name, password } = of
    const { email, byMail: proven } = found
    if (name === undefined || password === undefined) {
      const missing = {
        name: 'your name, as others will read it',
        password: 'a password of at least 8 characters',
      }
      const errors = (['name', 'password'] as const)
        .filter((field) => of[field] === undefined)
        .map((field) => ({ field, message: missing[field] }))
      throw new Refusal('invalid', 'There is no account with this address yet.', { errors })
    }
    await checkPassword(password, { name, email, field: 'password' })
    const id = await make({ email, name, password, proven })
    if (!(await acceptInvitation(deps, { id, name, email, address: request.ip }, found))) throw gone()
    passCookies(reply, await auth.calls.signIn({ email, password }, headersOf(request, [])))
  }

  /** Of two at the same time one makes the account, and the other is told that there is one. */
  async function make(person: { email: string; name: string; password: string; proven: boolean }) {
    try {
      return await auth.makePerson(person)
    } catch (error) {
      if (violatedConstraint(error) === undefined) throw error
      throw gone()
    }
  }
}
