import type { Dispatcher } from 'undici'

export interface ExchangeRequest {
  origin: string
  path: string
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  headers: Record<string, string>
  body: string | Uint8Array | null
}

export interface ExchangeLimits {
  timeoutMs: number
  maxBytes: number
}

export interface Exchanged {
  status: number
  headers: Record<string, string>
  text: string
  bytes: Uint8Array
}

/** There is no answer. `sent` tells whether anything of the request may have reached the other side. */
export class ExchangeError extends Error {
  override name = 'ExchangeError'
  readonly sent: boolean
  readonly why: 'timeout' | 'too-large' | 'broken'
  constructor(why: ExchangeError['why'], sent: boolean, options?: ErrorOptions) {
    super(why, options)
    this.why = why
    this.sent = sent
  }
}

function flat(headers: Record<string, string | string[] | undefined>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.join(', ') : (value ?? ''),
    ]),
  )
}

/**
 * One request on the wire. undici calls `onRequestStart` when it has a connection and is about to write,
 * and never before: that is what makes “certainly not sent” certain.
 */
export function exchange(
  dispatcher: Dispatcher,
  request: ExchangeRequest,
  limits: ExchangeLimits,
): Promise<Exchanged> {
  const { promise, resolve, reject } = Promise.withResolvers<Exchanged>()
  const chunks: Buffer[] = []
  let size = 0
  let head: { status: number; headers: Record<string, string> } | undefined
  let controller: Dispatcher.DispatchController | undefined
  let failure: ExchangeError | undefined

  const fail = (why: ExchangeError['why'], cause?: Error) => {
    failure ??= new ExchangeError(why, controller !== undefined, { cause })
    clearTimeout(timer)
    reject(failure)
    controller?.abort(failure)
  }
  const timer = setTimeout(() => fail('timeout'), limits.timeoutMs)

  dispatcher.dispatch(
    { ...request, headersTimeout: 0, bodyTimeout: 0 },
    {
      onRequestStart(started) {
        // The caller has already been told that nothing was sent.
        if (failure) return started.abort(failure)
        controller = started
      },
      onResponseStart(_, status, headers) {
        if (status >= 200) head = { status, headers: flat(headers) }
      },
      onResponseData(_, chunk) {
        size += chunk.length
        if (size > limits.maxBytes) return fail('too-large')
        chunks.push(chunk)
      },
      onResponseEnd() {
        clearTimeout(timer)
        if (!head) return
        const bytes = Buffer.concat(chunks)
        resolve({ ...head, bytes, text: bytes.toString('utf8') })
      },
      onResponseError(_, error) {
        fail('broken', error)
      },
    },
  )
  return promise
}
