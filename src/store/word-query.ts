const mostWords = 20

const hasLetter = /[\p{L}\p{N}]/u
/** Half of all words begin with some letter: a single one is a word of its own. */
const quoted = (text: string) =>
  `'${text.replaceAll('\\', '\\\\').replaceAll("'", "''")}'${/^[a-z\d]$/iu.test(text) ? '' : ':*'}`

/**
 * What a person typed as a query for `to_tsquery('simple', …)`: every word has to be there, each from its beginning. Undefined where
 * there is no word in it. Whatever is typed, it is a query that PostgreSQL takes.
 */
export function wordQuery(typed: string): string | undefined {
  const words = typed.split(/\s+/u).filter((word) => hasLetter.test(word))
  const parts = words.slice(0, mostWords).map((word) => {
    // PostgreSQL keeps `www.example.com` and `a/b` as one word, but a text may have the parts apart as well.
    const pieces = word.split(/[^\p{L}\p{N}\p{M}]+/u).filter((piece) => hasLetter.test(piece))
    if (pieces.length === 1 && pieces[0] === word) return quoted(word)
    return `(${quoted(word)} | (${pieces.map(quoted).join(' & ')}))`
  })
  return parts.length > 0 ? parts.join(' & ') : undefined
}
