import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify'
import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod'
import { remedyOf } from '../domain/fault.ts'
import { Refusal, type RefusalKind } from '../domain/refusal.ts'
import { BadCursor } from '../store/page.ts'
import { CannotOpen } from '../store/seal.ts'
import type { Problem } from './contract/shared.ts'
import { OddBody } from './json-body.ts'

const statusOf: Record<RefusalKind, number> = {
  'not-found': 404,
  conflict: 409,
  invalid: 422,
  forbidden: 403,
  unreachable: 502,
}

const titles: Record<number, string> = {
  400: 'Bad request',
  401: 'Not signed in',
  403: 'Not allowed',
  404: 'Not found',
  405: 'Method not allowed',
  408: 'Too slow',
  409: 'Conflict',
  413: 'Too large',
  414: 'Address too long',
  415: 'Unsupported media type',
  422: 'Not acceptable as it is',
  429: 'Too many requests',
  431: 'Headers too large',
  500: 'Internal error',
  502: 'The tracker did not cooperate',
}

/** An answer that is not a result (RFC 9457). */
export function problem(status: number, detail: string, more: Partial<Problem> = {}): Problem {
  return { type: 'about:blank', title: titles[status] ?? 'Error', status, detail, ...more }
}

export function sendProblem(reply: FastifyReply, body: Problem): FastifyReply {
  return reply.status(body.status).type('application/problem+json').send(JSON.stringify(body))
}

/** Turns whatever was thrown into a problem; our own mistakes are logged and not shown. */
export function onError(error: FastifyError, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const body = problemOf(error)
  if (body.status >= 500 && !(error instanceof Refusal)) request.log.error({ err: error }, 'A request failed')
  return sendProblem(reply, body)
}

function problemOf(error: FastifyError): Problem {
  if (error instanceof Refusal) return refused(error)
  if (error instanceof OddBody) return problem(400, error.message, { errors: error.errors })
  if (error instanceof CannotOpen) return problem(409, error.message)
  if (error instanceof BadCursor) {
    return problem(400, error.message, { errors: [{ field: 'after', message: error.message }] })
  }
  if (hasZodFastifySchemaValidationErrors(error)) {
    const errors = error.validation.map(({ instancePath, message }) => ({
      field: instancePath.split('/').filter(Boolean).join('.') || (error.validationContext ?? 'body'),
      message: message ?? 'not acceptable',
    }))
    const where = error.validationContext === 'body' ? 422 : 400
    return problem(where, 'Some fields are not right. Nothing was changed.', { errors })
  }
  const status = error.statusCode ?? 500
  if (status >= 500) return problem(500, 'Something went wrong inside the hub; its log has the details.')
  return problem(status, said[error.code] ?? error.message)
}

const said: Record<string, string> = {
  FST_ERR_BAD_URL: 'The address is not well-formed.',
  FST_ERR_MAX_PARAM_LENGTH: 'A part of the address is too long.',
  FST_ERR_CTP_BODY_TOO_LARGE: 'The body is larger than 1 MiB.',
  FST_REQ_FILE_TOO_LARGE: 'The file is larger than 20 MiB.',
  FST_FILES_LIMIT: 'Send one file at a time.',
  FST_FIELDS_LIMIT: 'The form has too many fields: `file`, `visibility` and `actionId` are enough.',
  FST_MP_PREMATURE_CLOSE: 'The form ended before all of it was sent.',
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'Send `Content-Type: application/json`.',
  FST_ERR_CTP_EMPTY_JSON_BODY: 'The body is empty; send a JSON document.',
  FST_ERR_CTP_INVALID_JSON_BODY: 'The body is not valid JSON.',
}

function refused(error: Refusal): Problem {
  const { fault } = error
  return problem(statusOf[error.kind], error.message, {
    ...(error.errors.length > 0 ? { errors: error.errors } : {}),
    ...(error.ticket ? { ticket: error.ticket } : {}),
    ...(fault ? { fault: { ...fault, remedy: remedyOf(fault) } } : {}),
  })
}
