import { pipeline, Readable } from 'node:stream'
import { stringify } from 'csv-stringify'
import type { FastifyReply } from 'fastify'
import type { PageOf } from '../store/page.ts'

/** So many rows are in one file at most. */
export const mostRows = 100_000
const rowsAtOnce = 500

type Cell = string | number | null | undefined

interface Export<T> {
  /** Of the file, without its ending. */
  name: string
  /** Heading and content of each column. */
  columns: Record<string, (row: T) => Cell>
  read: (page: { limit: number; after?: string | undefined }) => Promise<PageOf<T>>
  /** Whether there are more rows than one file takes. */
  isCut: boolean
}

/**
 * Answers a list as CSV (RFC 4180), read and sent a few rows at a time. A mark at the beginning tells spreadsheets that it is
 * UTF-8, and a cell that they would calculate begins with an apostrophe.
 */
export function sendCsv<T>(reply: FastifyReply, { name, columns, read, isCut }: Export<T>): FastifyReply {
  if (isCut) {
    const count = mostRows.toLocaleString('en')
    void reply.header(
      'x-crosstie-note',
      `Only the newest ${count} rows are in this file: narrow the filters.`,
    )
  }
  void reply
    .type('text/csv; charset=utf-8; header=present')
    .header('content-disposition', `attachment; filename="${name}.csv"`)
    .header('cache-control', 'no-store')
  const lines = stringify({ bom: true, escape_formulas: true, record_delimiter: 'windows' })
  // What goes wrong under way ends the answer without its last chunk, so nobody takes it for a whole one.
  return reply.send(pipeline(Readable.from(linesOf(columns, read)), lines, () => undefined))
}

async function* linesOf<T>(columns: Export<T>['columns'], read: Export<T>['read']) {
  yield Object.keys(columns)
  const cells = Object.values(columns)
  let after: string | undefined
  for (let told = 0; told < mostRows; told += rowsAtOnce) {
    const { items, next } = await read({ limit: rowsAtOnce, after })
    for (const row of items) yield cells.map((cell) => cell(row) ?? '')
    if (!next) return
    after = next
  }
}
