import type { IncomingAnswer } from '../http.ts'
import { jsonIfAny, jsonOf } from '../json-answer.ts'
import { paceKey } from '../pace.ts'
import { ProviderError, type ProviderDeps } from '../provider.ts'
import { addressOf } from './address.ts'
import type { OceaneConfig } from './config.ts'
import { tokenRefusal } from './errors.ts'
import { wireError, wireToken } from './wire.ts'

/** An access token, until it is renewed. */
export interface Session {
  token: string
  /** As the token endpoint told it. */
  endsAt: Date | undefined
  renewAt: number
}

/** One token for all clients of a credential in this process (BX13). */
export interface SignIn {
  /** A token that holds for now; asked for if there is none. */
  session(): Promise<Session>
  /** Another one in place of one that was refused. */
  renewed(refused: Session): Promise<Session>
  /** A new one whatever is known (B12). */
  forced(): Promise<Session>
}

/** A token is renewed so long before its end, or a tenth of its life: clocks differ, and a call takes time. */
const longestMarginMs = 60_000

/** What can stand in an Authorization header (RFC 6750, 2.1). */
const tokenForm = /^[\x21-\x7e]+$/u

function sessionOf(answer: IncomingAnswer, now: Date, path: string): Session {
  const { access_token: token, expires_in: seconds } = jsonOf(answer, wireToken)
  if (!token || !tokenForm.test(token)) {
    const detail = `The token path ${path} answered ${answer.status}, but without an access_token that can be used: is it the right path?`
    throw new ProviderError({ kind: 'bad-answer', detail: answer.redact(detail), status: answer.status })
  }
  if (!seconds) return { token, endsAt: undefined, renewAt: Infinity }
  const endsAt = now.getTime() + seconds * 1000
  return {
    token,
    endsAt: new Date(endsAt),
    renewAt: endsAt - Math.min(longestMarginMs, seconds * 100),
  }
}

/**
 * Client credentials and nothing else: the User ID has no part in it (B13, B14). The pair goes into the header as Orange
 * describes it, without the form encoding that RFC 6749 asks for and few servers undo.
 * https://www.rfc-editor.org/rfc/rfc6749#section-4.4
 * https://developer.orange.com/tech_guide/2-legged-oauth-flow-step-by-step/
 */
async function requestToken(config: OceaneConfig, deps: ProviderDeps): Promise<Session> {
  const { clientId, clientSecret, scope, tokenPath } = config
  const inForm = config.clientAuthentication === 'in the form'
  const basic = Buffer.from(`${clientId}:${clientSecret}`).toString('base64')
  const form = new URLSearchParams({
    grant_type: 'client_credentials',
    ...(scope !== undefined && { scope }),
    ...(inForm && { client_id: clientId, client_secret: clientSecret }),
  })
  const answer = await deps.http.send({
    method: 'POST',
    url: addressOf(config.host, tokenPath),
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      ...(!inForm && { authorization: `Basic ${basic}` }),
    },
    body: form.toString(),
    secrets: [clientSecret],
  })
  const isRefused = answer.status < 200 || answer.status > 299 || jsonIfAny(answer, wireError)?.error
  if (isRefused) throw new ProviderError(tokenRefusal(answer, deps.now()))
  return sessionOf(answer, deps.now(), tokenPath)
}

export function createSignIn(config: OceaneConfig, deps: ProviderDeps): SignIn {
  const { clientId, clientSecret, scope, clientAuthentication } = config
  const memory = deps.memory ?? new Map<string, unknown>()
  const credential = JSON.stringify([clientId, clientSecret, scope, clientAuthentication])
  const key = paceKey(addressOf(config.host, config.tokenPath), credential)
  const known = () => memory.get(key) as Promise<Session> | undefined

  /** Whoever comes meanwhile waits for the same answer. A failure is not kept. */
  function ask(): Promise<Session> {
    const asked = requestToken(config, deps)
    memory.set(key, asked)
    asked.catch(() => known() === asked && memory.delete(key))
    return asked
  }

  /** Somebody else may have replaced it already. */
  function replaced(stale: Promise<Session> | undefined): Promise<Session> {
    const now = known()
    return now && now !== stale ? now : ask()
  }

  return {
    // A failure leaves the token that is in use alone.
    async forced() {
      const session = await requestToken(config, deps)
      memory.set(key, Promise.resolve(session))
      return session
    },
    async session() {
      const asked = known()
      const held = await asked
      return held && deps.now().getTime() < held.renewAt ? held : replaced(asked)
    },
    async renewed(refused) {
      const asked = known()
      const held = await asked?.catch(() => undefined)
      return held && held.token !== refused.token ? held : replaced(asked)
    },
  }
}
