import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  organizationUrl,
  startAzureDevOps,
  type AzureDevOpsSimulator,
} from '../../simulators/azure-devops/index.ts'
import { azureDevOps as provider } from '../../src/providers/azure-devops/index.ts'
import { createHttpClient } from '../../src/providers/http.ts'
import type { Tracker } from '../../src/providers/provider.ts'
import { startCheckingProxy } from './openapi-proxy.ts'

interface Parameter {
  $ref?: string
  name: string
  in: string
  required?: boolean
  type?: string
  enum?: string[]
  schema?: unknown
  'x-ms-required'?: boolean
}
interface Operation {
  consumes?: string[]
  parameters?: Parameter[]
  responses: Record<string, { schema?: { type?: string } }>
}
interface Swagger {
  definitions: Record<string, unknown>
  parameters: Record<string, Parameter>
  paths: Record<string, Record<string, Operation>>
}

const contracts = path.resolve(import.meta.dirname, '../../../shared/contracts/ado/openapi')
const present = existsSync(contracts)
const name = present
  ? 'The Azure DevOps provider, through Microsoft’s descriptions'
  : 'SKIPPED, ../shared/contracts is not here: the Azure DevOps provider through Microsoft’s descriptions'

const asJson = (schema: unknown) => ({ content: { 'application/json': { schema } } })

/** Microsoft leaves out of its descriptions that lists come wrapped. */
const wrapped = (schema: { type?: string }) =>
  schema.type === 'array' ? { required: ['count', 'value'], properties: { value: schema } } : schema

function operationOf(swagger: Swagger, { parameters = [], responses, consumes = [] }: Operation) {
  const known = parameters.map(
    (parameter) => swagger.parameters[parameter.$ref?.split('/').at(-1) ?? ''] ?? parameter,
  )
  const body = known.find((parameter) => parameter.in === 'body')
  return {
    parameters: known
      .filter((parameter) => parameter !== body)
      .map(({ name: title, in: place, required = false, type, enum: values }) => ({
        name: title,
        in: place,
        required,
        schema: { type, ...(values && { enum: values }) },
      })),
    ...(body && {
      requestBody: { content: { [consumes[0] ?? 'application/json']: { schema: body.schema } } },
    }),
    responses: Object.fromEntries(
      Object.entries(responses).map(([status, { schema }]) => [
        status,
        { description: '', ...(schema && asJson(wrapped(schema))) },
      ]),
    ),
  }
}

/** A part of the path that may be left out, as Microsoft marks it, makes a path of its own. */
function variants(route: string, operation: Operation): [string, Operation][] {
  const free = (operation.parameters ?? []).find(
    ({ in: place, 'x-ms-required': required, name: title }) =>
      place === 'path' && required === false && route.includes(`/{${title}}`),
  )
  if (!free) return [[route, operation]]
  const parameters = (operation.parameters ?? []).filter((parameter) => parameter !== free)
  return [[route, operation], ...variants(route.replace(`/{${free.name}}`, ''), { ...operation, parameters })]
}

/** Swagger 2.0 in the form of OpenAPI 3.0, which the checking proxy reads. */
function openapiOf(swaggers: Swagger[]): string {
  const paths: Record<string, Record<string, unknown>> = {}
  for (const swagger of swaggers) {
    for (const [route, operations] of Object.entries(swagger.paths)) {
      for (const [method, operation] of Object.entries(operations)) {
        for (const [one, its] of variants(route, operation)) {
          // `$Task` stands where an id stands as well; one place can have only one name.
          const place = one.replace('${type}', '{id}')
          const converted = JSON.stringify(operationOf(swagger, its))
          const named = place === one ? converted : converted.replace('"name":"type"', '"name":"id"')
          paths[place] = {
            [method]: { operationId: `${method} ${one}`, ...JSON.parse(named) },
            ...paths[place],
          }
        }
      }
    }
  }
  const schemas = Object.assign({}, ...swaggers.map(({ definitions }) => definitions))
  const whole = {
    openapi: '3.0.3',
    info: { title: 'Azure DevOps', version: '7.1' },
    components: { schemas },
    paths,
  }
  return JSON.stringify(whole).replaceAll('#/definitions/', '#/components/schemas/')
}

/** Where the descriptions contradict what the service was recorded to send, or do not know a call. */
const exceptions = [
  /connectionData: not in the description/u,
  /\/allowedValues\/\d+ must be object/u,
  /\/defaultValue must be (?:object|string)/u,
  /\/actions must be array/u,
  // Items that were left out.
  /workitemsbatch.*\/value\/\d+ must be object/u,
  /workitemrevisions.*\/values\/\d+ must be string/u,
]

describe.runIf(present)(name, () => {
  let ado: AzureDevOpsSimulator
  let folder: string
  let proxy: Awaited<ReturnType<typeof startCheckingProxy>>
  let http: ReturnType<typeof createHttpClient>
  let tracker: Tracker
  beforeAll(async () => {
    folder = mkdtempSync(path.join(tmpdir(), 'ado-provider-'))
    const description = path.join(folder, 'ado.json')
    const swaggers = ['wit-7.1/workItemTracking.mock.json', 'core-7.1/core.json'].map((file): Swagger =>
      JSON.parse(readFileSync(path.join(contracts, file), 'utf8')),
    )
    writeFileSync(description, openapiOf(swaggers))
    ado = await startAzureDevOps()
    proxy = await startCheckingProxy({ description, target: ado.url })
    http = createHttpClient({ allowedPrivateHosts: [new URL(proxy.url).host] })
    const organization = organizationUrl({ url: proxy.url, state: ado.state })
    const config = provider.config.parse({ organization, token: 'ado-token' })
    tracker = provider.connect(config, { http, now: () => new Date() })
  })
  afterAll(async () => {
    await http?.close()
    await proxy?.close()
    await ado?.close()
    rmSync(folder, { recursive: true, force: true })
  })

  test('Everything that it sends and everything that it is answered agrees', async () => {
    const areaPath = String.raw`Cloud Operations\Storage`
    const destination = { project: 'Cloud Operations', areaPath, workItemType: 'Bug' }
    const { anchor, problems, rights } = await tracker.check(destination)
    expect(problems).toEqual([])
    expect(rights.every(({ granted }) => granted)).toBe(true)
    for (const field of ['project', 'areaPath', 'workItemType', 'priority']) {
      expect(await tracker.choices(field, destination)).not.toEqual([])
    }
    const draft = {
      title: 'Through the description',
      description: 'First paragraph.\n\nSecond one, with <angle> brackets & emoji 🙂.',
      priority: '3',
      facts: [{ label: 'Resource', value: 'i-1' }],
      backlink: { label: 'CT-1 in Crosstie', url: 'https://hub.example.com/tickets/CT-1' },
    }
    const issue = await tracker.create(draft, destination, 'marker1')
    expect(await tracker.find('marker1', anchor)).toMatchObject({ outcome: 'found', issue: { id: issue.id } })
    ado.faults.indexLagMs = 3_600_000
    const late = await tracker.create(draft, destination, 'marker2')
    expect(await tracker.find('marker2', anchor)).toMatchObject({ outcome: 'found', issue: { id: late.id } })
    expect(await tracker.find('marker3', anchor)).toMatchObject({ outcome: 'absent' })
    const read = await tracker.read([issue.id, '999999'])
    expect(read).toMatchObject({ issues: [{ key: issue.key }], gone: ['999999'] })
    const comment = { text: 'Hello', author: 'Ada', marker: 'marker4' }
    const { id } = await tracker.comment(issue.id, { ...comment, again: false })
    expect(await tracker.comment(issue.id, { ...comment, again: true })).toEqual({ id })
    const changes = []
    for await (const page of tracker.changes({ since: new Date(Date.now() - 60_000) })) {
      changes.push(...page.changes)
      expect(page.anchor?.scope).toBe(anchor?.scope)
    }
    expect(changes.map((change) => change.issueId)).toContain(issue.id)
    const broken = proxy.violations.filter((one) => !exceptions.some((known) => known.test(one)))
    expect(broken).toEqual([])
    // The check was on: what is known to differ was noticed.
    expect(proxy.violations.length).toBeGreaterThan(0)
  })
})
