import { Refusal } from '../../domain/refusal.ts'
import { oddJson } from '../strict-json.ts'
import type { Api } from '../v1/api.ts'

/** A ticket is two levels deep. */
const deepest = 20

/** A body that is not what the address takes: answered with 400, unlike one that is and cannot be done. */
export class BadBody extends Error {
  readonly errors: { field: string; message: string }[]

  constructor(message: string, errors: { field: string; message: string }[] = []) {
    super(message)
    this.name = 'BadBody'
    this.errors = errors
  }
}

/** Takes JSON only, and nothing in it that could be read in two ways. */
export function takeStrictJson(scope: Api): void {
  scope.removeAllContentTypeParsers()
  scope.addContentTypeParser<string>('application/json', { parseAs: 'string' }, (_request, text, done) => {
    try {
      done(null, parse(text))
    } catch (error) {
      done(error instanceof Error ? error : new Refusal('invalid', 'The body is not valid JSON.'))
    }
  })
}

function parse(text: string): unknown {
  if (text.trim() === '') throw new BadBody('The body is empty; send a JSON object.')
  let body: unknown
  try {
    body = JSON.parse(text)
  } catch (error) {
    const said = error instanceof Error ? error.message : ''
    const [place = ''] = /\(line \d+ column \d+\)/u.exec(said) ?? []
    throw new BadBody(`The body is not valid JSON${place && ` ${place}`}.`)
  }
  const odd = oddJson(text, deepest)
  if (odd) throw new BadBody('The JSON has a member that is not acceptable.', [odd])
  return body
}
