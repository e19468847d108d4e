import type { FastifyReply, FastifyRequest } from 'fastify'

const cookiesOf = ({ headers }: FastifyRequest) => (headers.cookie ?? '').split(/;\s*/u).filter(Boolean)

/** What the library is told of a request beside its body: who, from where, with which program. */
export function headersOf(request: FastifyRequest, cookies = cookiesOf(request)): Headers {
  const headers = new Headers({ 'x-crosstie-peer': request.ip })
  if (cookies.length > 0) headers.set('cookie', cookies.join('; '))
  const { 'user-agent': agent } = request.headers
  if (agent) headers.set('user-agent', agent)
  return headers
}

/** Only of a sign-in that waits for its second factor: a session that is there already is another matter. */
export const challengeHeaders = (request: FastifyRequest): Headers =>
  headersOf(
    request,
    cookiesOf(request).filter((one) => /^[^=]*two_factor=/u.test(one)),
  )

/** A whole request for the library’s own addresses. */
export function asWebRequest(request: FastifyRequest, publicUrl: string): Request {
  const headers = new Headers()
  for (const [name, value] of Object.entries(request.headers)) {
    if (typeof value === 'string' && !name.startsWith(':')) headers.set(name, value)
  }
  // Where a session was begun is told by the real peer, not by a header that anybody can send.
  headers.set('x-crosstie-peer', request.ip)
  const body = request.method === 'GET' ? null : JSON.stringify(request.body ?? {})
  return new Request(new URL(request.url, publicUrl), { method: request.method, headers, body })
}

/** Hands the library’s cookies on. */
export function passCookies(reply: FastifyReply, { headers }: Response): FastifyReply {
  for (const cookie of headers.getSetCookie()) reply.header('set-cookie', cookie)
  return reply
}

/** The library’s own code for why it did not do something. */
export async function refusalCode(response: Response): Promise<string> {
  if (response.status >= 500) throw new Error(`The sign-in library answered ${response.status}.`)
  const { code } = (await response.json()) as { code?: string }
  return code ?? ''
}
