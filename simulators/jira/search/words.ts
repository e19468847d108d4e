import { plainText } from '../adf/text.ts'
import { invalid } from '../rest/answer.ts'
import type { Issue } from '../state/model.ts'
import type { Clause } from './parse.ts'

const wordsIn = (text: string) => text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []

const texts: Record<string, (issue: Issue) => string[]> = {
  summary: (issue) => [issue.summary],
  description: (issue) => [plainText(issue.description)],
  comment: (issue) => issue.comments.map(({ body }) => plainText(body)),
  text: (issue) => [
    issue.summary,
    plainText(issue.description),
    ...issue.comments.map(({ body }) => plainText(body)),
  ],
}

/**
 * `text ~ "words"`: all of them, in any order; one that ends with `*` is the beginning of a word. The signs that mean something in
 * a text query are not simulated but refused, as Jira refuses most of them when they stand in a wrong place.
 * https://support.atlassian.com/jira-software-cloud/docs/search-for-work-items-using-the-text-field/
 */
export function textTest({ field, values }: Clause): (issue: Issue) => boolean {
  const read = texts[field]
  const [query = ''] = values
  if (!read) throw invalid(`The operator '~' is not supported by the '${field}' field.`)
  if (query.trim() === '')
    throw invalid(`The field '${field}' does not support searching for an empty string.`)
  const sign = /[+&|!(){}[\]^~?\\":-]|(?<![\p{L}\p{N}])\*|\*(?!\s|$)|\b(?:AND|OR|NOT)\b/u.exec(query)
  if (sign) throw invalid(`Unable to parse the text '${query}' for field '${field}'.`)
  const asked = query.toLowerCase().split(/\s+/).filter(Boolean)
  return (issue) => {
    const words = read(issue).flatMap(wordsIn)
    return asked.every((one) =>
      one.endsWith('*') ? words.some((word) => word.startsWith(one.slice(0, -1))) : words.includes(one),
    )
  }
}
