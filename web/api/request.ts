import { ApiError, problemOf, unreachable } from './problem.ts'
import { workspaceHeader } from './workspace-choice.ts'

interface Call {
  method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  body?: unknown
  headers?: Record<string, string>
  signal?: AbortSignal
}

/** One call to the hub. Throws only {@link ApiError}, and the abort of the given signal. */
export async function request<T>(path: string, call: Call = {}): Promise<T> {
  const response = await send(path, call)
  const body = await readBody(response)
  if (!response.ok) throw refusalOf(response, body)
  return body as T
}

/**
 * A file of the hub, as a link of its own would load it: but a link cannot say which workspace is meant.
 * @returns where the browser holds it, for as long as the page is open
 */
export async function requestFile(path: string): Promise<string> {
  const response = await send(path, { headers: { accept: '*/*' } })
  if (!response.ok) throw refusalOf(response, await readBody(response))
  return URL.createObjectURL(await response.blob())
}

function refusalOf({ status, headers }: Response, body: unknown): ApiError {
  const seconds = Number(headers.get('retry-after'))
  const retryAt = seconds > 0 ? new Date(Date.now() + seconds * 1_000) : undefined
  return new ApiError(problemOf(status, body), retryAt)
}

async function send(path: string, { method = 'GET', body, headers, signal }: Call): Promise<Response> {
  try {
    return await fetch(path, {
      method,
      credentials: 'same-origin',
      headers: {
        accept: 'application/json',
        ...workspaceHeader(),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      body: body === undefined ? null : JSON.stringify(body),
      signal: signal ?? null,
    })
  } catch (error) {
    if (signal?.aborted) throw error
    throw new ApiError(unreachable)
  }
}

async function readBody(response: Response): Promise<unknown> {
  const text = await response.text()
  if (text === '') return undefined
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}

/** The path with a query of those values that are set. */
export function withQuery(path: string, values: Record<string, string | number | undefined>): string {
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries(values)) {
    if (value !== undefined && value !== '') query.set(name, String(value))
  }
  return query.size > 0 ? `${path}?${query.toString()}` : path
}
