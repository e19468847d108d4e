import type { ZodType } from 'zod'
import type { IncomingAnswer } from './http.ts'
import { ProviderError } from './provider.ts'
import { pageTitle, shortened } from './status-fault.ts'

function badAnswer(answer: IncomingAnswer, detail: string): ProviderError {
  return new ProviderError({
    kind: 'bad-answer',
    detail: shortened(answer.redact(detail)),
    status: answer.status,
  })
}

function parse(text: string): { value: unknown } | undefined {
  try {
    return { value: JSON.parse(text) }
  } catch {
    return undefined
  }
}

/** The JSON of an answer, or undefined: for error bodies, which may be anything. */
export function jsonIfAny<T>(answer: IncomingAnswer, schema: ZodType<T>): T | undefined {
  return schema.safeParse(parse(answer.text)?.value).data
}

/** The JSON of an answer in the shape that was expected. Throws ProviderError `bad-answer` for anything else. */
export function jsonOf<T>(answer: IncomingAnswer, schema: ZodType<T>): T {
  const text = answer.text.replace(/^\uFEFF/u, '')
  if (text.trim() === '') throw badAnswer(answer, 'The answer is empty.')
  const page = pageTitle({ ...answer, text })
  if (page) throw badAnswer(answer, `The answer is ${page} instead of JSON.`)
  const json = parse(text)
  if (!json) throw badAnswer(answer, 'The answer is not JSON, or breaks off in the middle.')
  const result = schema.safeParse(json.value)
  if (result.success) return result.data
  const [issue] = result.error.issues
  const path = issue?.path.join('.') || 'the whole answer'
  throw badAnswer(answer, `The answer has not the expected shape: ${path}: ${issue?.message ?? 'wrong'}.`)
}
