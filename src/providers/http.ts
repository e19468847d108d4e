import { Agent, Pool, buildConnector } from 'undici'
import {
  createAddressGuard,
  guardedLookup,
  RefusedAddress,
  type Resolve,
  targetOf,
  targetOfOrigin,
} from './address-guard.ts'
import { exchange, type ExchangeLimits, type ExchangeRequest, type Exchanged } from './exchange.ts'
import { faultWithoutAnswer, isReset } from './http-fault.ts'
import { redactor } from './redact.ts'

/** What a provider may send. */
export interface OutgoingRequest {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  url: string
  headers?: Record<string, string>
  /** Sent as JSON unless it is a string or bytes. */
  body?: unknown
  /** For everything together: name, connection, sending, answer. Default 30 s. */
  timeoutMs?: number
  /** Largest answer, where it may be another than usual. */
  maxBytes?: number
  /** Hidden in every fault, beside what the Authorization header carries. */
  secrets?: string[]
}

/** An answer with any status; providers map statuses with `faultOfStatus`. */
export interface IncomingAnswer {
  status: number
  /** Lower-case names. */
  headers: Record<string, string>
  text: string
  /** The same as it came, for what is no text. */
  bytes?: Uint8Array
  /** Hides the secrets of the request. Everything quoted from an answer in a fault goes through it. */
  redact(text: string): string
}

/**
 * The one guarded client through which every outgoing call goes. Throws ProviderError with kind
 * `timeout`, `not-sent`, `interrupted`, `refused-address`, or `bad-answer` for a body that is too large or no HTTP;
 * never for a status.
 */
export interface HttpClient {
  send(request: OutgoingRequest): Promise<IncomingAnswer>
}

export interface GuardedClient extends HttpClient {
  /** Why an address is surely never called, as far as it can be told without looking its name up. */
  refusalOf(url: string): string | undefined
  close(): Promise<void>
}

export interface HttpClientOptions {
  /** Host names, addresses or networks, each with or without a port, that may be called although not public. */
  allowedPrivateHosts: string[]
  userAgent?: string
  /** Largest answer. Default 10 MiB. */
  maxBytes?: number
  /** Default: the system's. */
  resolve?: Resolve
}

const maxRedirects = 3
const connectTimeoutMs = 10_000

/** A GET changes nothing, so it may go again when an old connection turns out to be dead; a write never. */
async function exchangeOnce(
  agent: Agent,
  request: ExchangeRequest,
  limits: () => ExchangeLimits,
): Promise<Exchanged> {
  try {
    return await exchange(agent, request, limits())
  } catch (error) {
    if (request.method !== 'GET' || !isReset(error)) throw error
    return await exchange(agent, request, limits())
  }
}

function bodyOf(body: unknown): string | Uint8Array | null {
  if (body === undefined) return null
  return typeof body === 'string' || body instanceof Uint8Array ? body : JSON.stringify(body)
}

/** Where a redirect may be followed to: a GET, within the origin that holds the credential. */
function redirectOf(request: OutgoingRequest, url: URL, answer: Exchanged): URL | undefined {
  if (request.method !== 'GET' || ![301, 302, 303, 307, 308].includes(answer.status)) return undefined
  const location = answer.headers.location
  if (!location || !URL.canParse(location, url.href)) return undefined
  const next = new URL(location, url)
  return next.origin === url.origin && !next.username && !next.password ? next : undefined
}

export function createHttpClient(options: HttpClientOptions): GuardedClient {
  const guard = createAddressGuard(options.allowedPrivateHosts)
  const maxBytes = options.maxBytes ?? 10 * 1024 * 1024
  const agent = new Agent({
    factory: (origin) => {
      const lookup = guardedLookup(guard, targetOfOrigin(new URL(origin)), options.resolve)
      // HTTP/1.1 only: HTTP/2 may send a request again by itself.
      const connect = buildConnector({ lookup, timeout: connectTimeoutMs, allowH2: false })
      return new Pool(origin, { connections: 64, connect })
    },
  })

  async function attempt(request: OutgoingRequest): Promise<Exchanged> {
    let { url } = targetOf(request.url, guard)
    const body = bodyOf(request.body)
    const headers = {
      accept: 'application/json',
      'user-agent': options.userAgent ?? 'Crosstie',
      ...(body !== null && { 'content-type': 'application/json' }),
      ...Object.fromEntries(
        Object.entries(request.headers ?? {}).map(([name, value]) => [name.toLowerCase(), value]),
      ),
    }
    const deadline = performance.now() + (request.timeoutMs ?? 30_000)
    const limits = () => ({
      timeoutMs: Math.max(1, deadline - performance.now()),
      maxBytes: request.maxBytes ?? maxBytes,
    })
    for (let hop = 0; ; hop += 1) {
      const wire = {
        origin: url.origin,
        path: url.pathname + url.search,
        method: request.method,
        headers,
        body,
      }
      const answer = await exchangeOnce(agent, wire, limits)
      const next = hop < maxRedirects ? redirectOf(request, url, answer) : undefined
      if (!next) return answer
      url = next
    }
  }

  return {
    async send(request) {
      try {
        const answer = await attempt(request)
        return { ...answer, redact: redactor(request.secrets ?? [], request.headers) }
      } catch (error) {
        const host = URL.canParse(request.url) ? new URL(request.url).host : 'the tracker'
        throw faultWithoutAnswer(error, host)
      }
    },
    refusalOf(url) {
      try {
        return void targetOf(url, guard)
      } catch (error) {
        if (error instanceof RefusedAddress) return error.message
        throw error
      }
    },
    close: () => agent.close(),
  }
}
