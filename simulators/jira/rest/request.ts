import type { Answer } from '../../ground/api.ts'
import { asRecord, asText, asTexts } from '../../ground/json.ts'
import type { ApiRoute } from '../../ground/routes.ts'
import type { Site } from '../site.ts'
import { invalid } from './answer.ts'

/** A request that has found its handler. */
export interface RestRequest {
  site: Site
  params: Record<string, string>
  query: URLSearchParams
  /** The parsed JSON body; `undefined` without one. */
  body: unknown
}

/** Paths are below `/rest/api/3`. */
export type Route = ApiRoute<(request: RestRequest) => Answer>

export function bodyRecord(request: RestRequest): Record<string, unknown> {
  const record = asRecord(request.body)
  if (!record) throw invalid('Invalid request payload. Refer to the REST API documentation and try again.')
  return record
}

export function param(request: RestRequest, name: string): string {
  return request.params[name] ?? ''
}

/** A list parameter: given several times, separated by commas, or both. */
export function queryList(query: URLSearchParams, name: string): string[] | undefined {
  const values = query.getAll(name).flatMap((value) => value.split(','))
  return values.length === 0 ? undefined : values.filter((value) => value !== '')
}

/** A list of texts in a body; anything else there is a malformed request. */
export function bodyTexts(body: Record<string, unknown>, name: string): string[] | undefined {
  const value = body[name]
  if (value === undefined || value === null) return undefined
  const texts = asTexts(value)
  if (!texts) throw invalid('Invalid request payload. Refer to the REST API documentation and try again.')
  return texts
}

/** `expand` as GET takes it (comma-separated) or as bulk requests do (a list). */
export function expandList(value: unknown): string[] {
  return (asTexts(value) ?? asText(value)?.split(',') ?? []).map((name) => name.trim())
}
