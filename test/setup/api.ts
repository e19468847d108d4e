import { watchAnswer } from './watch.ts'

/** An answer of the hub. `body` is the parsed JSON, or the text where it is none. */
export interface ApiAnswer {
  status: number
  headers: Headers
  // Tests look into answers of many shapes; a wrong path fails the test by itself.
  // oxlint-disable-next-line typescript/no-explicit-any
  body: any
}

/** The hub's API as a program calls it. */
export interface Api {
  call(method: string, path: string, options?: CallOptions): Promise<ApiAnswer>
  get(path: string): Promise<ApiAnswer>
  post(path: string, body?: unknown, headers?: Record<string, string>): Promise<ApiAnswer>
  put(path: string, body?: unknown): Promise<ApiAnswer>
  patch(path: string, body?: unknown): Promise<ApiAnswer>
  delete(path: string): Promise<ApiAnswer>
}

interface CallOptions {
  body?: unknown
  /** Sent as it is, instead of `body`. */
  raw?: string
  headers?: Record<string, string>
}

/** @param token sent as a bearer token; absent = nobody is signed in */
export function createApi(url: string, token?: string): Api {
  async function call(
    method: string,
    path: string,
    { body, raw, headers }: CallOptions = {},
  ): Promise<ApiAnswer> {
    const response = await fetch(url + path, {
      method,
      headers: {
        ...(token ? { authorization: `Bearer ${token}` } : {}),
        ...(body === undefined && raw === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(raw === undefined ? (body === undefined ? {} : { body: JSON.stringify(body) }) : { body: raw }),
    })
    const text = await response.text()
    watchAnswer(`${method} ${path}`, text)
    return { status: response.status, headers: response.headers, body: parse(text) }
  }
  return {
    call,
    get: (path) => call('GET', path),
    post: (path, body, headers) => call('POST', path, { body, ...(headers ? { headers } : {}) }),
    put: (path, body) => call('PUT', path, { body }),
    patch: (path, body) => call('PATCH', path, { body }),
    delete: (path) => call('DELETE', path),
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}
