import { invalid } from '../rest/answer.ts'
import { readTokens, type Token } from './tokens.ts'

export interface Clause {
  field: string
  operator: string
  values: string[]
}

export interface Order {
  field: string
  descending: boolean
}

export interface Query {
  clauses: Clause[]
  orders: Order[]
}

const reservedWords = new Set([
  'and',
  'or',
  'not',
  'in',
  'is',
  'was',
  'changed',
  'order',
  'by',
  'empty',
  'null',
])

/** Parses `clause AND clause … ORDER BY field ASC, …`. OR, NOT and brackets around clauses are not simulated. */
export function parseJql(jql: string): Query {
  const tokens = readTokens(jql)
  const query: Query = { clauses: [], orders: [] }
  while (tokens.length > 0 && !isWord(tokens[0], 'order')) {
    query.clauses.push(readClause(tokens))
    if (tokens.length === 0 || isWord(tokens[0], 'order')) break
    if (!isWord(tokens.shift(), 'and'))
      throw mistake("Expecting 'AND' between clauses (the simulator knows no other).")
    if (tokens.length === 0) throw mistake("Expecting a field name after 'AND'.")
  }
  if (tokens.length > 0) query.orders = readOrders(tokens.slice(1))
  return query
}

function mistake(text: string) {
  return invalid(`Error in the JQL Query: ${text}`)
}

function isWord(token: Token | undefined, word: string): boolean {
  return token?.kind === 'word' && token.value.toLowerCase() === word
}

function readClause(tokens: Token[]): Clause {
  const field = tokens.shift()
  if (!field || field.kind === 'sign')
    throw mistake(`Expecting a field name but got '${field?.value ?? ''}'.`)
  const operator = tokens.shift()
  if (isWord(operator, 'in'))
    return { field: field.value.toLowerCase(), operator: 'in', values: readList(tokens) }
  if (operator?.kind !== 'sign' || '(),'.includes(operator.value)) {
    throw mistake(`Expecting an operator after '${field.value}' but got '${operator?.value ?? ''}'.`)
  }
  return { field: field.value.toLowerCase(), operator: operator.value, values: [readValue(tokens)] }
}

function readList(tokens: Token[]): string[] {
  if (tokens.shift()?.value !== '(') throw mistake("Expecting '(' after 'in'.")
  const values = [readValue(tokens)]
  for (let next = tokens.shift(); next?.value !== ')'; next = tokens.shift()) {
    if (next?.value !== ',') throw mistake("Expecting ',' or ')' in the list.")
    values.push(readValue(tokens))
  }
  return values
}

function readValue(tokens: Token[]): string {
  const token = tokens.shift()
  if (!token || token.kind === 'sign') throw mistake(`Expecting a value but got '${token?.value ?? ''}'.`)
  if (token.kind === 'word' && reservedWords.has(token.value.toLowerCase())) {
    throw mistake(`'${token.value}' is a reserved JQL word. You must surround it in quotation marks.`)
  }
  return token.value
}

function readOrders(tokens: Token[]): Order[] {
  if (!isWord(tokens.shift(), 'by')) throw mistake("Expecting 'BY' after 'ORDER'.")
  const orders: Order[] = []
  do {
    const field = tokens.shift()
    if (field?.kind !== 'word') throw mistake("Expecting a field name after 'ORDER BY'.")
    const direction = isWord(tokens[0], 'asc') || isWord(tokens[0], 'desc') ? tokens.shift() : undefined
    orders.push({ field: field.value.toLowerCase(), descending: isWord(direction, 'desc') })
  } while (tokens.shift()?.value === ',')
  if (tokens.length > 0) throw mistake(`Unexpected '${tokens[0]?.value ?? ''}'.`)
  return orders
}
