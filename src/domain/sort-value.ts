import { isMoment } from './is-moment.ts'

/** Where a page of the partners’ lists ended. */
export interface SortPosition {
  /** A time to the microsecond, as it stands in the record. */
  time: string
  /** The record’s id; only where another one after it has the same time (DX16). */
  id: number | undefined
}

/** D45: `p`, the record’s time, percent-encoded; in base64. */
export function sortValue({ time, id }: SortPosition): string {
  const further = id === undefined ? '' : `&i=${id}`
  return Buffer.from(`p=${encodeURIComponent(time)}${further}`, 'ascii').toString('base64')
}

const alphabet = /^[\w+/-]+={0,2}$/u
const longest = 400

/** Reads a `sort_value`, in either alphabet of base64 and with keys that it does not know (D46, D48). Undefined: malformed. */
export function parseSortValue(text: string): SortPosition | undefined {
  if (text.length > longest || !alphabet.test(text)) return undefined
  const bytes = Buffer.from(text, 'base64')
  // Node passes over what it cannot read; a value that was cut must not become another one.
  if (bytes.toString('base64url') !== text.replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/u, '')) {
    return undefined
  }
  const keys = new URLSearchParams(bytes.toString('latin1'))
  const time = keys.get('p') ?? ''
  const id = keys.get('i')
  if (!isMoment(time)) return undefined
  if (id !== null && !/^[1-9]\d{0,14}$/u.test(id)) return undefined
  return { time, id: id === null ? undefined : Number(id) }
}
