import type { Answer } from '../../ground/api.ts'

export type { Answer }

interface ErrorBody {
  errorMessages: string[]
  errors: Record<string, string>
}

/** A refusal in Jira's own words. */
export class JiraError extends Error {
  readonly status: number
  readonly body: ErrorBody

  constructor(status: number, messages: string[], errors: Record<string, string> = {}) {
    super([...messages, ...Object.values(errors)].join(' '))
    this.name = 'JiraError'
    this.status = status
    this.body = { errorMessages: messages, errors }
  }
}

export function ok(body: unknown): Answer {
  return { status: 200, body }
}

export const noContent: Answer = { status: 204 }

export function invalid(...messages: string[]): JiraError {
  return new JiraError(400, messages)
}

export function invalidFields(errors: Record<string, string>): JiraError {
  return new JiraError(400, [], errors)
}

export function notFound(message: string): JiraError {
  return new JiraError(404, [message])
}

export function forbidden(message: string): JiraError {
  return new JiraError(403, [message])
}
