import type { z } from 'zod'
import { UnreadableDocument } from './source.ts'

/**
 * A value in the shape that it should have.
 * @param path where in the document the value stands
 * @throws {UnreadableDocument} with the path of the first thing that is wrong
 */
export function parsed<T>(shape: z.ZodType<T>, value: unknown, path: string[]): T {
  const result = shape.safeParse(value)
  if (result.success) return result.data
  const issue = result.error.issues[0]
  const at = [...path, ...(issue?.path ?? []).map(String)].join('.')
  throw new UnreadableDocument(at || 'body', issue?.message ?? 'not readable')
}
