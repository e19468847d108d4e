import type { Answer } from '../../ground/api.ts'
import type { ApiRoute } from '../../ground/routes.ts'
import { asRecord } from '../../ground/json.ts'
import type { Site } from '../site.ts'
import type { Project, Scope } from '../state/model.ts'
import { AzureDevOpsError, invalid } from './answer.ts'

/** A request that has found its handler. */
export interface RestRequest {
  site: Site
  params: Record<string, string>
  query: URLSearchParams
  /** The project that the address names, if it names one. */
  project: Project | undefined
  contentType: string
  /** The parsed JSON body; `undefined` without one. */
  body: unknown
}

export interface Endpoint {
  /** What the token must be allowed; nothing for what any token may ask. */
  scope?: Scope
  /** Whether the address must name a project. */
  inProject?: boolean
  /** Not released: `api-version` must say `-preview`. */
  isPreview?: boolean
  run: (request: RestRequest) => Answer
}

/** Paths are below `_apis`. */
export type Route = ApiRoute<Endpoint>

export function bodyRecord({ body }: RestRequest): Record<string, unknown> {
  const record = asRecord(body)
  if (!record) throw invalid('Value cannot be null. Parameter name: body')
  return record
}

export function param(request: RestRequest, name: string): string {
  return request.params[name] ?? ''
}

/** A whole number in the query; the service writes such parameters with and without a dollar sign. */
export function wholeNumber(query: URLSearchParams, name: string): number | undefined {
  const text = query.get(`$${name}`) ?? query.get(name)
  if (text === null || text === '') return undefined
  if (!/^\d+$/.test(text)) throw invalid(`The value '${text}' is not valid for ${name}.`)
  return Number(text)
}

export function isTrue(query: URLSearchParams, name: string): boolean {
  return query.get(name)?.toLowerCase() === 'true'
}

export function queryList(query: URLSearchParams, name: string): string[] | undefined {
  const text = query.get(name)
  if (text === null || text === '') return undefined
  return text.split(',').map((part) => part.trim())
}

/** Work items are written with JSON patch documents and nothing else. */
export function requirePatch({ contentType }: RestRequest, method: string): void {
  const type = contentType.split(';')[0]?.trim().toLowerCase() ?? ''
  if (type === 'application/json-patch+json') return
  throw new AzureDevOpsError(415, {
    message: `The request indicated a Content-Type of "${type}" for method type "${method}" which is not supported. Valid content types for this method are: application/json-patch+json.`,
    typeKey: 'VssRequestContentTypeNotSupportedException',
  })
}
