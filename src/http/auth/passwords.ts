import { z } from 'zod'
import { addAccountMail } from '../../admin/account-mail.ts'
import { checkPassword } from '../../admin/check-password.ts'
import { recordForPerson } from '../../audit/record-for-person.ts'
import { type Deps, within } from '../../deps.ts'
import { Refusal } from '../../domain/refusal.ts'
import { transact } from '../../store/open.ts'
import { findPerson, forgetUnproven, proveEmail, type PersonRow } from '../../store/people.ts'
import { ChangePassword, RequestPasswordReset, ResetPassword } from '../contract/people.ts'
import { Problem } from '../contract/shared.ts'
import { personFrom } from '../guard.ts'
import type { Api } from '../v1/api.ts'
import { attempt, forgetFailures, mayMail, tooMany } from './attempts.ts'
import type { Auth } from './auth.ts'
import { headersOf, passCookies, refusalCode } from './web-request.ts'

const response = { 204: z.null(), 401: Problem, 409: Problem, 422: Problem, 429: Problem }

const wrongField = (field: string, message: string, detail: string) =>
  new Refusal('invalid', detail, { errors: [{ field, message }] })

const spent = () =>
  wrongField(
    'token',
    'the newest link that you were sent, within the hour',
    'This link works no more: it was used, or an hour has passed. Ask for a new one.',
  )

/** Forgotten and changed passwords. */
export function passwordRoutes(app: Api, deps: Deps, auth: Auth): void {
  app.post('/auth/request-password-reset', {
    config: { demands: 'public' },
    schema: {
      hide: true,
      body: RequestPasswordReset,
      response: { 202: z.object({ detail: z.string() }), 409: Problem },
    },
    handler: async (request, reply) => {
      const { email } = request.body
      if (!deps.mail) {
        throw new Refusal(
          'conflict',
          'This hub has no mail server. Ask whoever runs it for a link: `crosstie people reset-password`.',
        )
      }
      if (await mayMail(deps, email)) {
        await transact(deps.store.db, (tx) => addAccountMail(deps, tx, { kind: 'password-reset', email }))
        deps.jobs.wake('account-mail')
      }
      const detail = 'If there is an account with this address, a mail with a link is on its way to it.'
      return reply.status(202).send({ detail })
    },
  })

  app.post('/auth/reset-password', {
    config: { demands: 'public' },
    schema: { hide: true, body: ResetPassword, response },
    handler: async (request, reply) => {
      const { token, password } = request.body
      const userId = await auth.resetOf(token)
      const person = userId === undefined ? undefined : await findPerson(deps.store.db, userId)
      if (!person) throw spent()
      await checkPassword(password, { ...person, field: 'password' })
      const hasReadMail = token.startsWith('mail.')
      // What somebody else may have set up under an address that was never proven to be theirs goes.
      if (hasReadMail) await forgetUnproven(deps.store.db, person.email)
      const answer = await auth.calls.resetPassword({ token, newPassword: password })
      if (!answer.ok) throw spent()
      if (hasReadMail) await proveEmail(deps.store.db, person.id)
      await forgetFailures(deps, person.email)
      await tell(person, { action: 'password.reset', address: request.ip })
      return reply.status(204).send(null)
    },
  })

  app.post('/auth/account/password', {
    config: { demands: 'person' },
    schema: { hide: true, body: ChangePassword, response },
    handler: async (request, reply) => {
      const person = personFrom(request)
      const { body } = request
      await checkPassword(body.newPassword, { ...person, field: 'newPassword' })
      const tried = await attempt(deps, { email: person.email, address: request.ip }, async () => {
        const answer = await auth.calls.changePassword(body, headersOf(request))
        if (answer.ok) return answer
        await refusalCode(answer)
        return undefined
      })
      if (tried.became === 'waits') return tooMany(reply, tried.seconds)
      if (tried.became === 'failed') {
        throw wrongField(
          'currentPassword',
          'your password as it is now',
          'The current password is not right. Nothing was changed.',
        )
      }
      await tell(person, { action: 'password.changed', address: request.ip })
      return passCookies(reply, tried.value).status(204).send(null)
    },
  })

  async function tell(
    person: Pick<PersonRow, 'id' | 'name' | 'email'>,
    { action, address }: { action: string; address: string },
  ): Promise<void> {
    await transact(deps.store.db, async (tx) => {
      const inside = within(deps, tx)
      await recordForPerson(inside, { ...person, address }, { action })
      await addAccountMail(deps, tx, { kind: 'password-changed', userId: person.id })
    })
    deps.jobs.wake('account-mail')
  }
}
