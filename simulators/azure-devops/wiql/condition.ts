import type { Reader } from './reader.ts'
import { queryError, type Token } from './tokens.ts'

/** A value as it is written: a text, a number, or a macro such as `@today - 1`. */
export interface Operand {
  kind: 'text' | 'number' | 'macro'
  value: string
  /** Days added to `@today`. */
  shift: number
}

export interface Comparison {
  field: string
  operator: Operator
  operands: Operand[]
  /** As it was written, for complaints. */
  source: string
}

export type Condition =
  | { all: Condition[] }
  | { any: Condition[] }
  | { not: Condition }
  | { comparison: Comparison }

export const operators = ['=', '<>', '<', '>', '<=', '>=', 'CONTAINS', 'IN', 'UNDER'] as const
export type Operator = (typeof operators)[number]

/** AND binds tighter than OR, NOT tighter than both. */
export function parseCondition(reader: Reader): Condition {
  const any = [parseAll(reader)]
  while (reader.takes('OR')) any.push(parseAll(reader))
  return any.length === 1 ? (any[0] as Condition) : { any }
}

function parseAll(reader: Reader): Condition {
  const all = [parseOne(reader)]
  while (reader.takes('AND')) all.push(parseOne(reader))
  return all.length === 1 ? (all[0] as Condition) : { all }
}

function parseOne(reader: Reader): Condition {
  if (reader.takes('NOT')) return { not: parseOne(reader) }
  if (!reader.takes('(')) return parseComparison(reader)
  const inner = parseCondition(reader)
  reader.needs(')', 'TF51011: Expecting a closing parenthesis.')
  return inner
}

function parseComparison(reader: Reader): Condition {
  const field = reader.next()
  if (field.kind !== 'field') throw queryError('TF51011: Expecting a field name.', field.source)
  const isNegated = reader.takes('NOT')
  const token = reader.next()
  const operator = operators.find((one) => one === token.value)
  if (!operator) throw queryError('TF51011: Expecting an operator.', token.source)
  if (operator === 'CONTAINS') reader.takes('WORDS')
  const operands = operator === 'IN' ? readList(reader) : [readOperand(reader)]
  const written = operands.map(({ value }) => value).join(', ')
  const comparison = {
    field: field.value,
    operator,
    operands,
    source: `${field.source} ${token.source} '${written}'`,
  }
  return isNegated ? { not: { comparison } } : { comparison }
}

function readList(reader: Reader): Operand[] {
  reader.needs('(', 'TF51011: Expecting an opening parenthesis.')
  const operands = [readOperand(reader)]
  while (reader.takes(',')) operands.push(readOperand(reader))
  reader.needs(')', 'TF51011: Expecting a closing parenthesis.')
  return operands
}

function readOperand(reader: Reader): Operand {
  const { kind, value, source }: Token = reader.next()
  if (kind !== 'text' && kind !== 'number' && kind !== 'macro') {
    throw queryError('TF51011: Expecting a value.', source)
  }
  return { kind, value, shift: kind === 'macro' ? readShift(reader) : 0 }
}

function readShift(reader: Reader): number {
  const sign = reader.takes('-') ? -1 : reader.takes('+') ? 1 : undefined
  const { kind, value } = reader.peek()
  if (kind !== 'number' || (sign === undefined && !value.startsWith('-'))) return 0
  reader.next()
  return (sign ?? 1) * Number(value)
}
