import type { Db } from './open.ts'
import { CannotOpen, type Sealer } from './seal.ts'
import { replaceSealed, sealedColumns, sealedRows, type SealedColumn } from './sealed-columns.ts'

/** What wrapping anew has come to, by what the columns hold. */
export interface Wrapped {
  counts: Record<string, number>
  /** Secrets that could not be opened: where they stand, and why. */
  failures: string[]
}

const atOnce = 200

/**
 * Wraps every secret that another key than the current one wraps. May be stopped and begun again at any moment: what was done stays,
 * and what somebody changes meanwhile is left to the next time.
 */
export async function wrapAnew(db: Db, sealer: Sealer): Promise<Wrapped> {
  const wrapped: Wrapped = { counts: {}, failures: [] }
  for (const column of sealedColumns) await wrapColumn(db, column, { sealer, wrapped })
  return wrapped
}

async function wrapColumn(
  db: Db,
  column: SealedColumn,
  { sealer, wrapped }: { sealer: Sealer; wrapped: Wrapped },
): Promise<void> {
  let after = ''
  for (;;) {
    const rows = await sealedRows(db, column, { notWith: sealer.keyId(), after, limit: atOnce })
    for (const { key, sealed, place } of rows) {
      try {
        const to = sealer.rewrap(sealed, place)
        if (await replaceSealed(db, column, { key, from: sealed, to })) {
          wrapped.counts[column.title] = (wrapped.counts[column.title] ?? 0) + 1
        }
      } catch (error) {
        if (!(error instanceof CannotOpen)) throw error
        wrapped.failures.push(`${column.title}, ${key}: ${error.message}`)
      }
    }
    if (rows.length < atOnce) return
    after = rows.at(-1)?.key ?? after
  }
}
