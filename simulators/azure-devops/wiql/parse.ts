import { parseCondition, type Condition } from './condition.ts'
import { readerOf, type Reader } from './reader.ts'
import { queryError, tokens } from './tokens.ts'

export interface Query {
  columns: string[]
  /** Absent: every work item. */
  where: Condition | undefined
  order: { field: string; descending: boolean }[]
}

/** Reads `SELECT … FROM WorkItems WHERE … ORDER BY …`. WIQL has no `TOP`. */
export function parseWiql(query: string): Query {
  const reader = readerOf(tokens(query))
  reader.needs('SELECT', 'TF51006: The query statement is missing a SELECT clause.')
  const columns = readColumns(reader)
  reader.needs('FROM', 'TF51006: The query statement is missing a FROM clause.')
  const source = reader.next()
  if (source.value !== 'WORKITEMS') {
    throw queryError('TF51007: Only queries of work items are known here.', source.source)
  }
  const where = reader.takes('WHERE') ? parseCondition(reader) : undefined
  const order = reader.takes('ORDER') ? readOrder(reader) : []
  const rest = reader.peek()
  if (rest.kind !== 'end') throw queryError('TF51011: Expecting end of string.', rest.source)
  return { columns, where, order }
}

function readColumns(reader: Reader): string[] {
  const columns: string[] = []
  do {
    if (reader.peek().kind === 'field') columns.push(reader.next().value)
    else return columns
  } while (reader.takes(','))
  return columns
}

function readOrder(reader: Reader): Query['order'] {
  reader.needs('BY', 'TF51011: Expecting BY.')
  const order: Query['order'] = []
  do {
    const field = reader.next()
    if (field.kind !== 'field') throw queryError('TF51011: Expecting a field name.', field.source)
    const descending = reader.takes('DESC') || (reader.takes('ASC') && false)
    order.push({ field: field.value, descending })
  } while (reader.takes(','))
  return order
}
