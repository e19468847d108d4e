import { asId, asList, asRecord } from '../../ground/json.ts'
import { OceaneError, type Answer } from './answer.ts'
import { wireTicket } from '../tickets/wire.ts'
import type { Route, TicketRequest } from './request.ts'

const notFilters = new Set(['fields', 'offset', 'limit'])

const refusals: Record<number, [reason: string, message: string]> = {
  403: ['Access denied', 'This client may not list trouble tickets.'],
  404: ['Resource not found', 'The requested URI or the requested resource does not exist.'],
  405: ['Method not allowed', 'The URI does not support the requested method.'],
}

/** The texts at a dotted name, through lists. */
function textsAt(value: unknown, names: string[]): string[] {
  const entries = asList(value)
  if (entries) return entries.flatMap((entry) => textsAt(entry, names))
  const [name, ...rest] = names
  if (name !== undefined) return textsAt(asRecord(value)?.[name], rest)
  const text = asId(value)
  return text === undefined ? [] : [text]
}

const compare: Record<string, (actual: string, asked: string) => boolean> = {
  gt: (actual, asked) => actual > asked,
  gte: (actual, asked) => actual >= asked,
  lt: (actual, asked) => actual < asked,
  lte: (actual, asked) => actual <= asked,
}

/** TMF630: `name=value`, several values divided by commas, and `name.gte=value` and its kin. */
function fits(wire: Record<string, unknown>, name: string, value: string): boolean {
  const parts = name.split('.')
  const operator = compare[parts.at(-1) ?? '']
  const actual = textsAt(wire, operator ? parts.slice(0, -1) : parts)
  if (operator) return actual.some((text) => operator(text, value))
  return value.split(',').some((wanted) => actual.includes(wanted))
}

function count(query: URLSearchParams, name: string, usual: number): number {
  const asked = Number(query.get(name) ?? usual)
  return Number.isSafeInteger(asked) && asked >= 0 ? asked : usual
}

function chosen(wire: Record<string, unknown>, fields: string | null): Record<string, unknown> {
  if (!fields) return wire
  const names = new Set(['id', 'href', ...fields.split(',')])
  return Object.fromEntries(Object.entries(wire).filter(([name]) => names.has(name)))
}

/** Tickets in the order in which they were made. */
function list({ site, query }: TicketRequest): Answer {
  const { state } = site
  const refusal = refusals[state.listStatus]
  if (refusal) throw new OceaneError(state.listStatus, String(state.listStatus), refusal)
  const filters = [...query].filter(([name]) => !notFilters.has(name) && !state.filterIgnored)
  const matched = [...state.tickets.values()]
    .map((ticket) => wireTicket(site, ticket))
    .filter((wire) => filters.every(([name, value]) => fits(wire, name, value)))
  const offset = count(query, 'offset', 0)
  const limit = Math.min(count(query, 'limit', state.pageLimit), state.pageLimit)
  const page = matched.slice(offset, offset + limit)
  const totals = { 'x-total-count': String(matched.length), 'x-result-count': String(page.length) }
  return {
    status: 200,
    headers: state.totalCount ? totals : {},
    body: page.map((wire) => chosen(wire, query.get('fields'))),
  }
}

export const listRoutes: Route[] = [{ method: 'GET', path: '/troubleTicket', handle: list }]
