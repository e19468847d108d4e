import { setTimeout as wait } from 'node:timers/promises'

const mostTogether = 50

interface Waiting<Row, Result> {
  row: Row
  resolve(result: Result): void
  reject(error: unknown): void
}

/**
 * Lets rows that arrive at the same time share one statement and its commit. Resolves after the commit. One row that
 * the database refuses never takes the others with it.
 *
 * @param write stores all rows or none, and answers one result for each, in order
 * @param options.gatherMs how long the first row waits for others: for what nobody waits for, because fewer commits
 *   leave the machine more time for everything else
 * @param options.apart rows with the same key never share a statement; they go one after the other
 */
export function together<Row, Result>(
  write: (rows: Row[]) => Promise<Result[]>,
  options: { gatherMs?: number; apart?: (row: Row) => string } = {},
): (row: Row) => Promise<Result> {
  const waiting: Waiting<Row, Result>[] = []
  let busy = false

  /** One statement at a time; what comes meanwhile goes together in the next. */
  async function serve(): Promise<void> {
    if (busy) return
    busy = true
    while (waiting.length > 0) {
      if (options.gatherMs) await wait(options.gatherMs)
      await writeAll(write, nextOf(waiting, options.apart))
    }
    busy = false
  }

  return (row) =>
    new Promise((resolve, reject) => {
      waiting.push({ row, resolve, reject })
      // After everything that has arrived by now, so that it can come along.
      setImmediate(() => void serve())
    })
}

/** The same for what each owner, such as an open database, has by itself. */
export function togetherFor<Owner extends object, Row, Result>(
  write: (owner: Owner, rows: Row[]) => Promise<Result[]>,
): (owner: Owner, row: Row) => Promise<Result> {
  const known = new WeakMap<Owner, (row: Row) => Promise<Result>>()
  return (owner, row) => {
    const own = known.get(owner) ?? together((rows: Row[]) => write(owner, rows))
    known.set(owner, own)
    return own(row)
  }
}

/** Takes out the first that may go together. */
function nextOf<Row, Result>(
  waiting: Waiting<Row, Result>[],
  apart: ((row: Row) => string) | undefined,
): Waiting<Row, Result>[] {
  if (!apart) return waiting.splice(0, mostTogether)
  const keys = new Set<string>()
  const batch: Waiting<Row, Result>[] = []
  const later: Waiting<Row, Result>[] = []
  for (const one of waiting.splice(0)) {
    const key = apart(one.row)
    if (batch.length < mostTogether && !keys.has(key)) batch.push(one)
    else later.push(one)
    keys.add(key)
  }
  waiting.push(...later)
  return batch
}

async function writeAll<Row, Result>(
  write: (rows: Row[]) => Promise<Result[]>,
  batch: Waiting<Row, Result>[],
): Promise<void> {
  try {
    const results = await write(batch.map(({ row }) => row))
    // One result a row, as promised.
    for (const [index, one] of batch.entries()) one.resolve(results[index] as Result)
  } catch (error) {
    if (batch.length === 1) batch[0]?.reject(error)
    // Nothing was stored: each by itself shows which one it was.
    else for (const one of batch) await writeAll(write, [one])
  }
}
