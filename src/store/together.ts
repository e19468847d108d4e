import { setTimeout as wait } from 'node:timers/promises'

const mostTogether = 50

interface Waiting<Row, Result> {
  row: Row
  resolve(result: Result): void
  reject(error: unknown): void
}

export interface Togetherness<Row> {
  /**
   * How long the first row waits for others: for what nobody waits for, because fewer commits leave the machine more
   * time for everything else.
   */
  gatherMs?: number
  /** Rows with the same key never share a statement; they go one after the other. */
  apart?: (row: Row) => string
  /** How many statements may be under way at once, so that one is prepared while another waits for the disk. Default 1. */
  lanes?: number
}

/**
 * Lets rows that arrive at the same time share one statement and its commit. Resolves after the commit. One row that
 * the database refuses never takes the others with it.
 *
 * @param write stores all rows or none, and answers one result for each, in order
 */
export function together<Row, Result>(
  write: (rows: Row[]) => Promise<Result[]>,
  { gatherMs, apart, lanes = 1 }: Togetherness<Row> = {},
): (row: Row) => Promise<Result> {
  const waiting: Waiting<Row, Result>[] = []
  const underWay = new Set<string>()
  let busy = 0

  /** What comes while all lanes are busy goes together in the next statement. */
  async function serve(): Promise<void> {
    if (busy >= lanes) return
    busy += 1
    for (;;) {
      if (gatherMs && waiting.length > 0) await wait(gatherMs)
      const batch = nextOf(waiting, apart, underWay)
      if (batch.length === 0) break
      await writeAll(write, batch)
      if (apart) for (const { row } of batch) underWay.delete(apart(row))
    }
    busy -= 1
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

/** Takes out the first that may go together; what waits for one that is under way stays. */
function nextOf<Row, Result>(
  waiting: Waiting<Row, Result>[],
  apart: ((row: Row) => string) | undefined,
  underWay: Set<string>,
): Waiting<Row, Result>[] {
  if (!apart) return waiting.splice(0, mostTogether)
  const batch: Waiting<Row, Result>[] = []
  const later: Waiting<Row, Result>[] = []
  const passed = new Set<string>()
  for (const one of waiting.splice(0)) {
    const key = apart(one.row)
    if (batch.length < mostTogether && !underWay.has(key) && !passed.has(key)) {
      batch.push(one)
      underWay.add(key)
    } else later.push(one)
    passed.add(key)
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
