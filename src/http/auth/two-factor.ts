import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { recordForPerson } from '../../audit/record-for-person.ts'
import type { Deps } from '../../deps.ts'
import { Refusal } from '../../domain/refusal.ts'
import { spendCode } from '../../store/attempts.ts'
import { waysIn } from '../../store/people.ts'
import { BackupCodes, BegunTwoFactor, ConfirmTwoFactor, ConfirmWithPassword } from '../contract/people.ts'
import { Problem } from '../contract/shared.ts'
import { personFrom } from '../guard.ts'
import type { Api } from '../v1/api.ts'
import { attempt, tooMany } from './attempts.ts'
import type { Auth } from './auth.ts'
import { codeKey } from './code-key.ts'
import { headersOf, passCookies, refusalCode } from './web-request.ts'

const config = { demands: 'person' as const }
const refusals = { 401: Problem, 409: Problem, 422: Problem, 429: Problem }

const wrongPassword = () =>
  new Refusal('invalid', 'The password is not right. Nothing was changed.', {
    errors: [{ field: 'password', message: 'the password with which you sign in' }],
  })
const wrongCode = () =>
  new Refusal('invalid', 'The code is not right. Nothing was changed.', {
    errors: [
      {
        field: 'code',
        message: 'the six digits that the app shows now; the clock of its device must be right',
      },
    ],
  })
const conflict = (detail: string) => new Refusal('conflict', detail)

/** Two-factor by an app that shows codes (TOTP). */
export function twoFactorRoutes(app: Api, deps: Deps, auth: Auth): void {
  app.post('/auth/account/two-factor', {
    config,
    schema: { hide: true, body: ConfirmWithPassword, response: { 200: BegunTwoFactor, ...refusals } },
    handler: async (request, reply) => {
      if (personFrom(request).twoFactor) throw conflict('Two-factor is on already. Switch it off first.')
      const answer = await withPassword(request, reply, auth.calls.beginTwoFactor)
      if (!answer) return reply
      const { totpURI: uri, backupCodes } = (await answer.json()) as {
        totpURI: string
        backupCodes: string[]
      }
      return { uri, secret: new URL(uri).searchParams.get('secret') ?? '', backupCodes }
    },
  })

  app.post('/auth/account/two-factor/confirm', {
    config,
    schema: { hide: true, body: ConfirmTwoFactor, response: { 204: z.null(), ...refusals } },
    handler: async (request, reply) => {
      const person = personFrom(request)
      if (person.twoFactor) throw conflict('Two-factor is on already.')
      const { code } = request.body
      // Counted apart from passwords: a mistyped code must not lock the account.
      const email = `confirming ${person.email}`
      const tried = await attempt(deps, { email, address: request.ip }, async () => {
        const answer = await auth.calls.verifyCode({ code }, headersOf(request))
        if (answer.ok) return answer
        if ((await refusalCode(answer)) === 'INVALID_CODE') return undefined
        throw conflict('Two-factor was not begun. Begin with your password.')
      })
      if (tried.became === 'waits') return tooMany(reply, tried.seconds)
      if (tried.became === 'failed') throw wrongCode()
      await spendCode(deps.store.db, codeKey(person.id, code), deps.ctx.now())
      await recordForPerson(deps, { ...person, address: request.ip }, { action: 'two-factor.enabled' })
      return passCookies(reply, tried.value).status(204).send(null)
    },
  })

  app.post('/auth/account/two-factor/backup-codes', {
    config,
    schema: { hide: true, body: ConfirmWithPassword, response: { 200: BackupCodes, ...refusals } },
    handler: async (request, reply) => {
      const person = personFrom(request)
      if (!person.twoFactor) throw conflict('Two-factor is not on.')
      const answer = await withPassword(request, reply, auth.calls.newBackupCodes)
      if (!answer) return reply
      const { backupCodes } = (await answer.json()) as BackupCodes
      await recordForPerson(
        deps,
        { ...person, address: request.ip },
        { action: 'two-factor.new-backup-codes' },
      )
      return { backupCodes }
    },
  })

  app.post('/auth/account/two-factor/disable', {
    config,
    schema: { hide: true, body: ConfirmWithPassword, response: { 204: z.null(), ...refusals } },
    handler: async (request, reply) => {
      const person = personFrom(request)
      if (!person.twoFactor) throw conflict('Two-factor is not on.')
      const answer = await withPassword(request, reply, auth.calls.endTwoFactor)
      if (!answer) return reply
      await recordForPerson(deps, { ...person, address: request.ip }, { action: 'two-factor.disabled' })
      return reply.status(204).send(null)
    },
  })

  /** Calls the library with the password of the person; undefined where an answer was sent already. */
  async function withPassword(
    request: FastifyRequest<{ Body: { password: string } }>,
    reply: FastifyReply,
    call: (body: { password: string }, headers: Headers) => Promise<Response>,
  ): Promise<Response | undefined> {
    const person = personFrom(request)
    if (!(await waysIn(deps.store.db, person.id)).password) {
      throw conflict(
        'You sign in by single sign-on and have no password here: the second factor is a matter of your identity provider.',
      )
    }
    const { password } = request.body
    const tried = await attempt(deps, { email: person.email, address: request.ip }, async () => {
      const answer = await call({ password }, headersOf(request))
      if (answer.ok) return answer
      await refusalCode(answer)
      return undefined
    })
    if (tried.became === 'waits') {
      tooMany(reply, tried.seconds)
      return undefined
    }
    if (tried.became === 'failed') throw wrongPassword()
    passCookies(reply, tried.value)
    return tried.value
  }
}
