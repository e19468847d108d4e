import type { FastifyInstance } from 'fastify'
import { oddJson } from './strict-json.ts'

/** A body that a parser takes and that could be read in two ways. */
export class OddBody extends Error {
  readonly errors: { field: string; message: string }[]
  constructor(errors: OddBody['errors']) {
    super('The JSON has a member that is not acceptable. Nothing was changed.')
    this.name = 'OddBody'
    this.errors = errors
  }
}

/**
 * Bodies are JSON and nothing else; calls like `POST …/sync` need none, although clients send a content type with it. A name that is
 * given twice, `__proto__` and the prototype of a constructor are refused.
 */
export function takeJson(app: FastifyInstance): void {
  app.removeContentTypeParser('text/plain')
  const parse = app.getDefaultJsonParser('error', 'error')
  app.addContentTypeParser<string>('application/json', { parseAs: 'string' }, (request, body, done) => {
    if (body.trim() === '') return done(null, undefined)
    return void parse(request, body, (error, value) => {
      const odd = error ? undefined : oddJson(body, Infinity)
      done(odd ? new OddBody([odd]) : error, value)
    })
  })
}
