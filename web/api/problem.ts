import type { Problem } from '../../src/http/contract/shared.ts'

/** A call that did not succeed, with the hub's own explanation. `status` 0: the hub was not reached. */
export class ApiError extends Error {
  readonly problem: Problem
  /** When it is worth trying again, where the hub says so. */
  readonly retryAt: Date | undefined

  constructor(problem: Problem, retryAt?: Date) {
    super(problem.detail ?? problem.title)
    this.name = 'ApiError'
    this.problem = problem
    this.retryAt = retryAt
  }

  get status() {
    return this.problem.status
  }
}

const blank = { type: 'about:blank' }

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}

/** The problem in an answer's body; sign-in and proxies answer in other forms than the hub. */
export function problemOf(status: number, body: unknown): Problem {
  if (isRecord(body) && typeof body['title'] === 'string') {
    return { ...blank, ...body, title: body['title'], status }
  }
  if (isRecord(body) && typeof body['message'] === 'string') {
    return { ...blank, title: body['message'], status }
  }
  return { ...blank, title: `The hub answered ${status}`, status }
}

export const unreachable: Problem = {
  ...blank,
  title: 'The hub cannot be reached',
  detail: 'The hub cannot be reached. Check your network and try again.',
  status: 0,
}

/** One sentence about any failure. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : 'Something went wrong.'
}

/**
 * What the hub said about each field. A field may be named with its place in the body
 * (`config.url`, `/destination/type`): `places` are the prefixes to take off.
 */
export function fieldErrors(error: unknown, places: string[] = []): Record<string, string> {
  if (!(error instanceof ApiError)) return {}
  const found: Record<string, string> = {}
  for (const { field, message } of error.problem.errors ?? []) {
    found[bareField(field, places)] ??= message
  }
  return found
}

export function bareField(field: string, places: string[]): string {
  const path = field.split(/[./]/u).filter(Boolean)
  return path.length > 1 && path[0] !== undefined && places.includes(path[0])
    ? path.slice(1).join('.')
    : path.join('.')
}

export function hasStatus(error: unknown, status: number): error is ApiError {
  return error instanceof ApiError && error.status === status
}
