import { isObject } from './listing.ts'
import { UnreadableDocument, type RecommendationFormat } from './source.ts'

/** Vendors' documents are about ten levels deep. */
export const deepest = 100

/**
 * The same format, refusing what no database can keep: PostgreSQL takes neither the character U+0000 nor half
 * of a surrogate pair, and would refuse the whole document without saying where.
 */
export const storableOnly = (format: RecommendationFormat): RecommendationFormat => ({
  ...format,
  read(document) {
    checkStorable(document, [])
    return format.read(document)
  },
})

function checkStorable(value: unknown, path: string[]): void {
  if (typeof value === 'string') return checkText(value, path)
  if (typeof value !== 'object' || value === null) return
  if (path.length >= deepest) {
    throw new UnreadableDocument(path.slice(0, 3).join('.'), `nested at most ${deepest} levels deep`)
  }
  for (const [name, member] of Object.entries(value)) {
    if (isObject(value)) checkText(name, path)
    checkStorable(member, [...path, name])
  }
}

function checkText(text: string, path: string[]): void {
  if (text.isWellFormed() && !text.includes('\u0000')) return
  throw new UnreadableDocument(path.join('.') || 'body', 'text without U+0000 and without half characters')
}
