import type { Answer } from '../../ground/api.ts'

export type { Answer }

/** A refusal in the form of TM Forum's error. */
export class OceaneError extends Error {
  readonly status: number
  readonly body: { code: string; reason: string; message: string; status: string }

  constructor(status: number, code: string, words: [reason: string, message: string]) {
    const [reason, message] = words
    super(`${reason}: ${message}`)
    this.name = 'OceaneError'
    this.status = status
    this.body = { code, reason, message, status: String(status) }
  }
}

export const invalid = (message: string) => new OceaneError(400, '22', ['Invalid body', message])

export const missing = (name: string) =>
  new OceaneError(400, '23', ['Missing body field', `The attribute ${name} is mandatory.`])

export const noTicket = (id: string) =>
  new OceaneError(404, '60', ['Resource not found', `There is no trouble ticket ${id}.`])

/** https://developer.orange.com/resources/orange-apis-error-handling (401: codes 40 to 42) */
export const credentials = {
  missing: () => new OceaneError(401, '40', ['Missing credentials', 'The Authorization header is missing.']),
  invalid: () => new OceaneError(401, '41', ['Invalid credentials', 'The access token is not known.']),
  expired: () => new OceaneError(401, '42', ['Expired credentials', 'The access token has expired.']),
}
