import { acceptAllOf } from '../../admin/accept-invitation.ts'
import { recordForPerson } from '../../audit/record-for-person.ts'
import type { Deps } from '../../deps.ts'
import { Refusal } from '../../domain/refusal.ts'
import { SingleSignOn, SingleSignOnStarted } from '../contract/people.ts'
import { Problem } from '../contract/shared.ts'
import type { Api } from '../v1/api.ts'
import type { Auth } from './auth.ts'
import { oidcId } from './openid-provider.ts'
import { refusalOf } from './single-sign-on.ts'
import { asWebRequest, headersOf, passCookies } from './web-request.ts'

const config = { demands: 'public' as const }

/** Single sign-on: to the identity provider, and back. */
export function singleSignOnRoutes(app: Api, deps: Deps, auth: Auth): void {
  const signInPage = `${deps.publicUrl}/sign-in`

  app.post('/auth/single-sign-on', {
    config,
    schema: { hide: true, body: SingleSignOn, response: { 200: SingleSignOnStarted, 502: Problem } },
    handler: async (request, reply) => {
      const answer = await begin(request.body.to, headersOf(request))
      if (!answer?.ok) {
        throw new Refusal(
          'unreachable',
          'The identity provider does not answer as it should. Sign in with your password, or try again later; the hub’s log has the details.',
        )
      }
      const { url } = (await answer.json()) as { url: string }
      return passCookies(reply, answer).send({ url })
    },
  })

  app.get(`/auth/callback/${oidcId}`, {
    config,
    schema: { hide: true },
    handler: async (request, reply) => {
      const answer = await auth.handle(asWebRequest(request, deps.publicUrl))
      const where = new URL(answer.headers.get('location') ?? signInPage, deps.publicUrl)
      passCookies(reply, answer)
      const code = where.searchParams.get('error')
      const person = code === null ? await entered(answer) : undefined
      if (!person) {
        const refusal = refusalOf(code ?? '')
        deps.ctx.log.warn({ code, refusal }, 'Single sign-on let nobody in')
        return reply.redirect(`${signInPage}?error=${refusal}`)
      }
      const who = { ...person, address: request.ip }
      await acceptAllOf(deps, who)
      await recordForPerson(deps, who, { action: 'session.signed-in', after: { by: 'single sign-on' } })
      return reply.redirect(where.href)
    },
  })

  /** Undefined where the identity provider cannot be asked how. */
  async function begin(to: string, headers: Headers): Promise<Response | undefined> {
    try {
      return await auth.calls.singleSignOn(to, headers)
    } catch (error) {
      deps.ctx.log.error({ err: error }, 'The identity provider cannot be used')
      return undefined
    }
  }

  /** Who has come in, by the cookies that the library gives them. */
  async function entered({ headers }: Response) {
    const cookie = headers
      .getSetCookie()
      .map((one) => one.split(';')[0])
      .join('; ')
    return (await auth.session(new Headers({ cookie }))) ?? undefined
  }
}
