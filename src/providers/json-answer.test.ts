import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { jsonOf } from './json-answer.ts'
import { ProviderError } from './provider.ts'

const shape = z.object({ issues: z.array(z.object({ id: z.string(), name: z.string().nullish() })) })
const read = (text: string) => jsonOf({ status: 200, headers: {}, text, redact: (words) => words }, shape)

function detailOf(text: string): string {
  try {
    return `accepted: ${JSON.stringify(read(text))}`
  } catch (error) {
    return error instanceof ProviderError && error.fault.kind === 'bad-answer'
      ? error.fault.detail
      : String(error)
  }
}

describe('A bad answer says what came instead', () => {
  test.each([
    ['an empty body', '', 'The answer is empty.'],
    ['a sign-in page', '<html><head><title>Log in</title>', 'an HTML page “Log in”'],
    ['half a JSON', '{"issues":[{"id":"1"', 'breaks off'],
    ['words', 'upstream error', 'is not JSON'],
    ['another shape', '{"issues":[{"id":"1"},{"id":2}]}', 'issues.1.id'],
    ['no object', '[]', 'the whole answer'],
    ['null', 'null', 'the whole answer'],
  ])('%s', (_, text, expected) => {
    expect(detailOf(text)).toContain(expected)
  })
})

test('Unknown members, nulls and a byte-order mark are tolerated', () => {
  expect(read('\uFEFF{"issues":[{"id":"1","name":null,"new":{}}],"extra":1}')).toEqual({
    issues: [{ id: '1', name: null }],
  })
})
