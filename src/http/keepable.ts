import type { FastifyInstance } from 'fastify'
import { problem, sendProblem } from './problem.ts'

/** Vendors' documents are about ten levels deep. */
const deepest = 100

/** Of a query; the longest that a page sends has a dozen. */
const mostMembers = 100

interface Finding {
  field: string
  message: string
}

/**
 * Refuses what no database can keep, before anything is replaced or cut: PostgreSQL takes neither the character
 * U+0000 nor half of a surrogate pair. Raw bodies, as webhooks have them, are not looked at.
 */
export function refuseUnkeepable(app: FastifyInstance): void {
  app.addHook('preValidation', async (request, reply) => {
    if (request.url.split('&').length > mostMembers) {
      const errors = [{ field: 'query', message: `at most ${mostMembers} members` }]
      return sendProblem(reply, problem(400, 'The address has too many members.', { errors }))
    }
    const inQuery = look(request.query, [])
    const inBody = typeof request.body === 'object' ? look(request.body, []) : undefined
    const found = inQuery ?? inBody
    if (!found) return undefined
    const detail = 'Some fields are not right. Nothing was changed.'
    return sendProblem(reply, problem(inQuery ? 400 : 422, detail, { errors: [found] }))
  })
}

function look(value: unknown, path: string[]): Finding | undefined {
  const field = path.join('.')
  if (typeof value === 'string') {
    if (value.isWellFormed() && !value.includes('\u0000')) return undefined
    return { field, message: 'text without U+0000 and without half characters' }
  }
  if (typeof value !== 'object' || value === null) return undefined
  if (path.length >= deepest) {
    return { field: path.slice(0, 3).join('.'), message: `nested at most ${deepest} levels deep` }
  }
  for (const [name, member] of Object.entries(value)) {
    const found = look(name, [...path, name]) ?? look(member, [...path, name])
    if (found) return found
  }
  return undefined
}
