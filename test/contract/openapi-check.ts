import { OpenAPIBackend, type Document } from 'openapi-backend'
import { readDescription } from './openapi-description.ts'

export interface Exchange {
  method: string
  /** With its query string. */
  url: string
  requestHeaders: Record<string, string>
  requestBody: string
  status: number
  contentType: string
  responseBody: string
}

/** Formats of JSON Schema that descriptions use; Jira's dates have no colon in the offset. */
const formats: Record<string, RegExp> = {
  'date-time': /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:?\d\d)$/,
  date: /^\d{4}-\d\d-\d\d$/,
  uri: /^[a-z][a-z0-9+.-]*:\S+$/i,
  url: /^https?:\/\/\S+$/i,
  uuid: /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i,
}

/** Gives a function that names what in an exchange breaks the description; an empty list is agreement. */
export async function openapiCheck(path: string): Promise<(exchange: Exchange) => string[]> {
  const api = new OpenAPIBackend({
    definition: readDescription(path) as unknown as Document,
    quick: true,
    coerceTypes: true,
    ajvOpts: { logger: false, allErrors: true },
    customizeAjv: (ajv) => {
      for (const [name, format] of Object.entries(formats)) ajv.addFormat(name, format)
      return ajv
    },
  })
  await api.init()
  return (exchange) => {
    const { pathname, searchParams } = new URL(exchange.url, 'http://localhost')
    const request = {
      method: exchange.method,
      path: pathname,
      headers: exchange.requestHeaders,
      query: queryOf(searchParams),
      body: exchange.requestBody === '' ? undefined : exchange.requestBody,
    }
    const title = `${exchange.method} ${pathname}`
    const operation = api.matchOperation(request)
    if (!operation) return [`${title}: not in the description`]
    const { errors } = api.validateRequest(request, operation)
    return [
      ...(errors ?? []).map((error) => `${title}: request${error.instancePath} ${explain(error)}`),
      ...checkAnswer(api, exchange, operation).map((problem) => `${title} → ${exchange.status}: ${problem}`),
    ]
  }
}

function queryOf(parameters: URLSearchParams): Record<string, string | string[]> {
  const names = [...new Set(parameters.keys())]
  return Object.fromEntries(
    names.map((name) => {
      const values = parameters.getAll(name)
      return [name, values.length > 1 ? values : (values[0] ?? '')]
    }),
  )
}

type Operation = NonNullable<ReturnType<OpenAPIBackend['matchOperation']>>

function checkAnswer(api: OpenAPIBackend, exchange: Exchange, operation: Operation): string[] {
  const { status, contentType, responseBody } = exchange
  const described = operation.responses ?? {}
  const known = String(status) in described || `${String(status)[0]}XX` in described || 'default' in described
  // The platform in front of the API may answer these to any call, described or not.
  if (!known) return status === 429 || status >= 500 ? [] : ['a status that the description does not name']
  if (responseBody === '') {
    const { errors } = status === 204 ? { errors: null } : api.validateResponse(undefined, operation, status)
    return (errors ?? []).map((error) => `empty body ${explain(error)}`)
  }
  if (!contentType.includes('json')) return [`content type ${contentType}`]
  try {
    const { errors } = api.validateResponse(JSON.parse(responseBody), operation, status)
    return (errors ?? []).map((error) => `body${error.instancePath} ${explain(error)}`)
  } catch (error) {
    if (error instanceof SyntaxError) return ['a body that is not JSON']
    throw error
  }
}

function explain({ message, params }: { message?: string; params: unknown }): string {
  return `${message ?? 'is wrong'} ${JSON.stringify(params)}`
}
