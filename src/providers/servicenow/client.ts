import { z, type ZodType } from 'zod'
import type { IncomingAnswer } from '../http.ts'
import { jsonOf } from '../json-answer.ts'
import { ProviderError, type ProviderDeps } from '../provider.ts'
import type { ServiceNowConfig } from './config.ts'
import { falseSuccess, refusal } from './errors.ts'
import { resultOf } from './wire.ts'

export interface ListRequest {
  /** Encoded, see query.ts; everything when absent. */
  query?: string
  fields: string[]
  limit: number
  offset?: number
}

/** A page of rows. The limit counts before access rules take rows away, so a short page, even an empty one, need not be the last. */
export interface Page<T> {
  rows: T[]
  /** Rows that the query matched before access rules; undefined when the instance does not say. */
  total: number | undefined
  more: boolean
}

/**
 * Calls to the Table API of one instance as one user. Each method throws ProviderError for anything but the promised answer.
 * https://www.servicenow.com/docs/r/api-reference/rest-apis/c_TableAPI.html
 */
export interface ServiceNowClient {
  instance: string
  username: string
  now(): Date
  /** The tracker's own time, if it has told it. */
  toldTime(): Date | undefined
  list<T>(table: string, request: ListRequest, row: ZodType<T>): Promise<Page<T>>
  /** One record by its sys_id. */
  get<T>(path: string, fields: string[], record: ZodType<T>): Promise<T>
  write<T>(
    request: { method: 'POST' | 'PATCH'; path: string; body: unknown; fields: string[] },
    record: ZodType<T>,
  ): Promise<T>
}

function totalOf(answer: IncomingAnswer): number | undefined {
  const said = answer.headers['x-total-count']?.trim()
  return said && /^\d+$/u.test(said) ? Number(said) : undefined
}

/** By the `Link` header; by the count where something on the way took the header off; else a full page may not be the last. */
function hasMore(answer: IncomingAnswer, { offset = 0, limit }: ListRequest, rows: number): boolean {
  if (/rel="?next"?/iu.test(answer.headers.link ?? '')) return true
  const total = totalOf(answer)
  return total === undefined ? rows >= limit : offset + limit < total
}

/** Both forms of each value, because people read the one and the hub decides by the other; no links. */
function parameters(fields: string[]): URLSearchParams {
  return new URLSearchParams({
    sysparm_display_value: 'all',
    sysparm_exclude_reference_link: 'true',
    sysparm_fields: fields.join(','),
  })
}

export function createServiceNowClient(config: ServiceNowConfig, deps: ProviderDeps): ServiceNowClient {
  const credential = Buffer.from(`${config.username}:${config.password}`).toString('base64')

  async function call(
    method: 'GET' | 'POST' | 'PATCH',
    path: string,
    body?: unknown,
  ): Promise<IncomingAnswer> {
    const answer = await deps.http.send({
      method,
      url: `${config.instance}/api/now/table/${path}`,
      headers: { authorization: `Basic ${credential}` },
      secrets: [config.password],
      ...(body !== undefined && { body }),
    })
    if (answer.status < 200 || answer.status > 299) throw new ProviderError(refusal(answer, deps.now()))
    const fault = falseSuccess(answer)
    if (fault) throw new ProviderError(fault)
    return answer
  }

  return {
    instance: config.instance,
    username: config.username,
    now: () => deps.now(),
    toldTime: () => deps.toldTime?.(),
    async list(table, request, row) {
      const asked = parameters(request.fields)
      if (request.query !== undefined) asked.set('sysparm_query', request.query)
      asked.set('sysparm_limit', String(request.limit))
      if (request.offset) asked.set('sysparm_offset', String(request.offset))
      const answer = await call('GET', `${table}?${asked}`)
      const { result } = jsonOf(answer, resultOf(z.array(row)))
      return { rows: result, total: totalOf(answer), more: hasMore(answer, request, result.length) }
    },
    async get(path, fields, record) {
      return jsonOf(await call('GET', `${path}?${parameters(fields)}`), resultOf(record)).result
    },
    async write({ method, path, body, fields }, record) {
      return jsonOf(await call(method, `${path}?${parameters(fields)}`, body), resultOf(record)).result
    },
  }
}
