import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'

/** TM Forum's description of TMF621 v4. It is not part of this repository. */
export const contract = path.resolve(
  import.meta.dirname,
  '../../../shared/contracts/tmf621/TMF621-TroubleTicket-v4.0.0.swagger.json',
)

interface Parameter {
  name: string
  in: string
  required?: boolean
  type?: string
  schema?: object
}
interface Operation {
  parameters?: Parameter[]
  responses: Record<string, { schema?: object }>
}
interface Swagger {
  definitions: Record<string, object>
  paths: Record<string, Record<string, Operation>>
}

const asJson = (schema: object) => ({ content: { 'application/json': { schema } } })
const queryText = (name: string): Parameter => ({ name, in: 'query', type: 'string' })

/** Filters are described once for all in TMF630, not in the description of an API. */
const filters = [queryText('externalId'), queryText('lastUpdate.gte')]

function operationOf(id: string, { parameters = [], responses }: Operation) {
  const body = parameters.find((parameter) => parameter.in === 'body')
  const others = parameters.filter((parameter) => parameter !== body)
  return {
    operationId: id,
    parameters: [...others, ...(id === 'get /troubleTicket' ? filters : [])].map(
      ({ name, in: place, required = false, type }) => ({ name, in: place, required, schema: { type } }),
    ),
    ...(body?.schema && { requestBody: { required: true, ...asJson(body.schema) } }),
    responses: Object.fromEntries(
      Object.entries(responses).map(([status, { schema }]) => [
        status,
        { description: '', ...(schema && asJson(schema)) },
      ]),
    ),
  }
}

const text = { type: 'string' }
const refused = { description: '', ...asJson({ required: ['error'], properties: { error: text } }) }

/** The answers of the token endpoint by RFC 6749, 5: TM Forum describes none. What is sent is a form, which the check cannot read. */
const tokenEndpoint = {
  post: {
    operationId: 'token',
    responses: {
      '200': {
        description: '',
        ...asJson({
          type: 'object',
          required: ['access_token', 'token_type'],
          properties: { access_token: text, token_type: text, expires_in: { type: 'integer' } },
        }),
      },
      '400': refused,
      '401': refused,
    },
  },
}

/** Swagger 2.0 in the form of OpenAPI 3.0, which the checking proxy reads; in a file that is removed again. */
export function describedOceane(): { description: string; remove: () => void } {
  const swagger = JSON.parse(readFileSync(contract, 'utf8')) as Swagger
  const paths = Object.entries(swagger.paths).map(([route, operations]) => [
    route,
    Object.fromEntries(
      Object.entries(operations).map(([method, operation]) => [
        method,
        operationOf(`${method} ${route}`, operation),
      ]),
    ),
  ])
  const whole = {
    openapi: '3.0.3',
    info: { title: 'TMF621', version: '4.0.0' },
    components: { schemas: swagger.definitions },
    paths: { ...Object.fromEntries(paths), '/oauth/token': tokenEndpoint },
  }
  const folder = mkdtempSync(path.join(tmpdir(), 'oceane-'))
  const description = path.join(folder, 'tmf621.json')
  writeFileSync(description, JSON.stringify(whole).replaceAll('#/definitions/', '#/components/schemas/'))
  return { description, remove: () => rmSync(folder, { recursive: true, force: true }) }
}
