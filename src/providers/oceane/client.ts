import type { Fault } from '../../domain/fault.ts'
import type { IncomingAnswer, OutgoingRequest } from '../http.ts'
import { jsonOf } from '../json-answer.ts'
import { pathStep } from '../path-step.ts'
import { ProviderError, type ProviderDeps } from '../provider.ts'
import { addressOf, withQuery } from './address.ts'
import type { OceaneConfig } from './config.ts'
import { isOwnRefusal, refusal } from './errors.ts'
import { notSentWithout } from './sign-in-fault.ts'
import { createSignIn, type Session } from './token.ts'
import { wireTicket, wireTickets, type WireTicket } from './wire.ts'

type Call = Pick<OutgoingRequest, 'method' | 'body' | 'headers'> & { path: string }

/** One page of a list. */
export interface Page {
  rows: WireTicket[]
  /** Undefined where Oceane does not say whether there is more. */
  more: boolean | undefined
}

/** A ticket as it was read; the tag changes with it, where Oceane gives one. */
export interface Read {
  ticket: WireTicket
  tag: string | undefined
}

/**
 * Calls to one Oceane as one client. Each method throws ProviderError for anything but the promised answer, and for lack of a
 * path that was not configured.
 */
export interface OceaneClient {
  config: OceaneConfig
  now(): Date
  /** The time at Oceane, where an answer has told it. */
  toldTime(): Date | undefined
  /** A new token, whatever is known. */
  signIn(): Promise<Session>
  create(body: unknown): Promise<WireTicket>
  list(query: Record<string, string>, at: { offset: number; limit: number }): Promise<Page>
  /** Undefined where there is no such ticket, as far as an answer can tell. */
  read(id: string): Promise<Read | { missing: Fault; certain: boolean }>
  patch(id: string, body: unknown, tag: string | undefined): Promise<WireTicket>
}

const isGood = ({ status }: IncomingAnswer) => status >= 200 && status < 300

/** `X-Total-Count` and `Link` are TMF630's; the description of TMF621 promises neither. */
function hasMore(answer: IncomingAnswer, read: number): boolean | undefined {
  const total = answer.headers['x-total-count']?.trim()
  if (total && /^\d+$/u.test(total)) return read < Number(total)
  return answer.headers.link === undefined ? undefined : /rel="?next"?/iu.test(answer.headers.link)
}

export function createOceaneClient(config: OceaneConfig, deps: ProviderDeps): OceaneClient {
  const signIn = createSignIn(config, deps)

  const send = ({ path, headers, ...request }: Call, { token }: Session) =>
    deps.http.send({
      ...request,
      url: addressOf(config.host, path),
      headers: { ...headers, authorization: `Bearer ${token}` },
      secrets: [config.clientSecret],
    })

  /** Once more with a new token where the old one was refused: then nothing was carried out. */
  async function answerTo(call: Call): Promise<IncomingAnswer> {
    const session = await notSentWithout(signIn.session())
    const answer = await send(call, session)
    return answer.status === 401 ? send(call, await notSentWithout(signIn.renewed(session))) : answer
  }

  async function good(call: Call): Promise<IncomingAnswer> {
    const answer = await answerTo(call)
    if (!isGood(answer)) throw new ProviderError(refusal(answer, deps.now()))
    return answer
  }

  function pathOf(setting: 'listPath' | 'readPath'): string {
    const path = config[setting]
    if (path !== undefined) return path
    const detail = `This connection has no ${setting === 'listPath' ? 'list' : 'read'} path.`
    throw new ProviderError({ kind: 'invalid', detail })
  }

  const pathOfTicket = (id: string) => pathOf('readPath').replaceAll('{id}', pathStep(id))

  return {
    config,
    now: () => deps.now(),
    toldTime: () => deps.toldTime?.(),
    signIn: () => signIn.forced(),
    async create(body) {
      return jsonOf(await good({ method: 'POST', path: config.createPath, body }), wireTicket)
    },
    async list(query, { offset, limit }) {
      const asked = { ...query, offset: String(offset), limit: String(limit) }
      const answer = await good({ method: 'GET', path: withQuery(pathOf('listPath'), asked) })
      const rows = jsonOf(answer, wireTickets)
      return { rows, more: hasMore(answer, offset + rows.length) }
    },
    async read(id) {
      const answer = await answerTo({ method: 'GET', path: pathOfTicket(id) })
      if (isGood(answer)) return { ticket: jsonOf(answer, wireTicket), tag: answer.headers.etag }
      const fault = refusal(answer, deps.now())
      if (fault.kind === 'not-found') return { missing: fault, certain: isOwnRefusal(answer) }
      throw new ProviderError(fault)
    },
    async patch(id, body, tag) {
      const path = pathOfTicket(id)
      // A weak tag never matches.
      const headers: Record<string, string> =
        tag !== undefined && !tag.startsWith('W/') ? { 'if-match': tag } : {}
      return jsonOf(await good({ method: 'PATCH', path, body, headers }), wireTicket)
    },
  }
}
