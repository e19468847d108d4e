import { Refusal } from '../domain/refusal.ts'

/** What became of one of the things that a call brought. */
export type Taken<T> =
  | { outcome: 'created' | 'updated' | 'unchanged'; item: T }
  | { outcome: 'refused'; refusal: Refusal }

/** Does one of them; a refusal is its outcome, and the others go on. */
export function orRefused<T>(work: () => Taken<T>): Taken<T> {
  try {
    return work()
  } catch (error) {
    if (error instanceof Refusal) return { outcome: 'refused', refusal: error }
    throw error
  }
}

/** The same with what is answered instead of the row. */
export function shownAs<Row extends { id: string }, View extends { id: string }>(
  taken: Taken<Row>[],
  views: View[],
): Taken<View>[] {
  const byId = new Map(views.map((view) => [view.id, view]))
  return taken.map((one) => {
    if (one.outcome === 'refused') return one
    const item = byId.get(one.item.id)
    if (!item) throw new Error('What was just stored is not there.')
    return { outcome: one.outcome, item }
  })
}

/** The rows that are to be written, each once. */
export const writtenOf = <Row>(taken: Taken<Row>[]): Row[] => [
  ...new Set(
    taken.flatMap((one) => (one.outcome === 'created' || one.outcome === 'updated' ? [one.item] : [])),
  ),
]

/** The largest number that an address or a ticket may name. */
const largest = 999_999_999_999_999

/** Numbers those that have none yet, in their order, after the highest. */
export function giveNumbers(rows: { number: number }[], highest: number): void {
  let last = Math.max(highest, ...rows.map(({ number }) => number))
  for (const row of rows) {
    if (row.number !== 0) continue
    last += 1
    if (last > largest) {
      const errors = [{ field: 'id', message: 'an id: the largest one is taken, so the hub has no next one' }]
      throw new Refusal('invalid', 'The hub can give no id. Nothing was changed.', { errors })
    }
    row.number = last
  }
}
