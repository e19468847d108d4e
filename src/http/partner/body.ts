import { oddJson, readJson } from '../strict-json.ts'
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
      done(error as BadBody)
    }
  })
}

function parse(text: string): unknown {
  if (text.trim() === '') throw new BadBody('The body is empty; send a JSON object.')
  const read = readJson(text)
  if ('wrong' in read) throw new BadBody(read.wrong)
  const odd = oddJson(text, deepest)
  if (odd) throw new BadBody('The JSON has a member that is not acceptable.', [odd])
  return read.value
}
