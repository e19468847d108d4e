import { z } from 'zod'
import { recordForPerson } from '../../audit/record-for-person.ts'
import { type Deps, within } from '../../deps.ts'
import { Refusal } from '../../domain/refusal.ts'
import { transact } from '../../store/open.ts'
import { renamePerson, waysIn } from '../../store/people.ts'
import { endSession, endSessions, listSessions } from '../../store/sessions.ts'
import { membershipsOf } from '../../store/workspaces.ts'
import { Account, ChangeAccount, Sessions } from '../contract/people.ts'
import { Problem } from '../contract/shared.ts'
import { personFrom } from '../guard.ts'
import type { Api } from '../v1/api.ts'
import type { Person } from './auth.ts'
import { deviceOf } from './device.ts'

const config = { demands: 'person' as const }

/** A person’s own account and where they are signed in. */
export function accountRoutes(app: Api, deps: Deps): void {
  const { db } = deps.store

  async function answer({ id, name, email, twoFactor }: Person): Promise<Account> {
    const { password, singleSignOn } = await waysIn(db, id)
    const workspaces = (await membershipsOf(db, id)).map((one) => ({
      id: one.id,
      name: one.name,
      role: one.role,
      twoFactorRequired: one.settings.twoFactorRequired ?? false,
    }))
    return { name, email, hasPassword: password, singleSignOn, twoFactor, workspaces }
  }

  app.get('/auth/account', {
    config,
    schema: { hide: true, response: { 200: Account } },
    handler: (request) => answer(personFrom(request)),
  })

  app.patch('/auth/account', {
    config,
    schema: { hide: true, body: ChangeAccount, response: { 200: Account, 422: Problem } },
    handler: async (request) => {
      const person = personFrom(request)
      const { name } = request.body
      await transact(db, async (tx) => {
        await renamePerson(tx, person.id, name)
        const inside = within(deps, tx)
        const deed = { action: 'account.renamed', before: { name: person.name }, after: { name } }
        await recordForPerson(inside, { ...person, address: request.ip }, deed)
      })
      return answer({ ...person, name })
    },
  })

  app.get('/auth/account/sessions', {
    config,
    schema: { hide: true, response: { 200: Sessions } },
    handler: async (request) => {
      const { id, sessionId } = personFrom(request)
      const items = (await listSessions(db, id)).map((row) => ({
        id: row.id,
        current: row.id === sessionId,
        device: deviceOf(row.userAgent),
        address: row.address,
        since: row.since.toISOString(),
        lastSeenAt: row.lastSeenAt.toISOString(),
        expiresAt: row.expiresAt.toISOString(),
      }))
      return { items }
    },
  })

  app.delete('/auth/account/sessions/:id', {
    config,
    schema: {
      hide: true,
      params: z.object({ id: z.string().max(100) }),
      response: { 204: z.null(), 404: Problem },
    },
    handler: async (request, reply) => {
      const person = personFrom(request)
      if (!(await endSession(db, { userId: person.id, id: request.params.id }))) {
        throw new Refusal('not-found', 'You have no such session. It may have ended by itself.')
      }
      await recordForPerson(deps, { ...person, address: request.ip }, { action: 'session.ended' })
      return reply.status(204).send(null)
    },
  })

  app.delete('/auth/account/sessions', {
    config,
    schema: { hide: true, response: { 204: z.null() } },
    handler: async (request, reply) => {
      const person = personFrom(request)
      await transact(db, async (tx) => {
        await endSessions(tx, person.id)
        const inside = within(deps, tx)
        await recordForPerson(
          inside,
          { ...person, address: request.ip },
          { action: 'session.ended-everywhere' },
        )
      })
      return reply.status(204).send(null)
    },
  })
}
