import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify'
import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod'
import { onError, problem, sendProblem } from '../problem.ts'
import { BadBody } from './body.ts'

/**
 * Partners are told 400 for what is not as the description says, 422 for what is and cannot be done (DX14, DX15, DX23). A member that is not
 * known is named.
 */
export function onPartnerError(
  error: FastifyError,
  request: FastifyRequest,
  reply: FastifyReply,
): FastifyReply {
  if (error instanceof BadBody) {
    const { message, errors } = error
    return sendProblem(reply, problem(400, message, errors.length > 0 ? { errors } : {}))
  }
  if (!hasZodFastifySchemaValidationErrors(error)) return onError(error, request, reply)
  const errors = error.validation.flatMap(({ instancePath, keyword, message, params }) => {
    const field = instancePath.split('/').filter(Boolean).join('.')
    if (keyword === 'unrecognized_keys') return unknownMembers(params, field)
    return [{ field: field || (error.validationContext ?? 'body'), message: message ?? 'not acceptable' }]
  })
  return sendProblem(reply, problem(400, 'Some fields are not right. Nothing was changed.', { errors }))
}

/** The members that a strict shape does not know, each by itself. */
function unknownMembers(params: Record<string, unknown>, within: string) {
  const { keys } = params
  const names = Array.isArray(keys) ? keys.map(String) : []
  const message = 'not a member that is known here; leave it out'
  return names.map((name) => ({ field: within ? `${within}.${name}` : name, message }))
}
