import { queryError, type Token } from './tokens.ts'

/** Walks along the tokens of a query. */
export interface Reader {
  peek: () => Token
  next: () => Token
  /** Takes the word or symbol if it comes next. */
  takes: (value: string) => boolean
  /** Takes the word or symbol, which must come next. */
  needs: (value: string, complaint: string) => void
}

export function readerOf(all: Token[]): Reader {
  let place = 0
  const end: Token = { kind: 'end', value: '', source: '' }
  const peek = () => all[place] ?? end
  const next = () => {
    const token = peek()
    place += 1
    return token
  }
  const takes = (value: string) => {
    const { kind, value: actual } = peek()
    const fits = (kind === 'word' || kind === 'symbol') && actual === value
    if (fits) place += 1
    return fits
  }
  return {
    peek,
    next,
    takes,
    needs: (value, complaint) => {
      if (!takes(value)) throw queryError(complaint, peek().source)
    },
  }
}
