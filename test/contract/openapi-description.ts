import { readFileSync } from 'node:fs'

type Json = null | boolean | number | string | Json[] | { [name: string]: Json }
type JsonObject = { [name: string]: Json }

/** Members that hold data instead of schemas. */
const dataMembers = new Set(['example', 'examples', 'default', 'enum', 'x-atlassian-oauth2-scopes'])

/**
 * Reads an OpenAPI 3.0 description and turns what only OpenAPI knows into JSON Schema, which the validator understands:
 * `nullable`, boolean `exclusiveMinimum`/`Maximum`, and `discriminator` over alternatives.
 */
export function readDescription(path: string): JsonObject {
  return normalized(JSON.parse(readFileSync(path, 'utf8'))) as JsonObject
}

export function normalized(value: Json): Json {
  if (Array.isArray(value)) return value.map(normalized)
  if (value === null || typeof value !== 'object') return value
  const members = Object.entries(value).map(([name, member]) => [
    name,
    dataMembers.has(name) ? member : normalized(member),
  ])
  return withNull(withLimits(withDiscriminator(Object.fromEntries(members) as JsonObject)))
}

/** Wrapped as a whole, so that it also holds next to `$ref`, `allOf` and `enum`. */
function withNull(schema: JsonObject): JsonObject {
  if (typeof schema['nullable'] !== 'boolean') return schema
  const { nullable, ...rest } = schema
  return nullable ? { anyOf: [rest, { type: 'null' }] } : rest
}

function withLimits(schema: JsonObject): JsonObject {
  let next = schema
  for (const [bound, exclusive] of [
    ['minimum', 'exclusiveMinimum'],
    ['maximum', 'exclusiveMaximum'],
  ] as const) {
    if (typeof next[exclusive] !== 'boolean') continue
    const { [bound]: limit, [exclusive]: isExclusive, ...rest } = next
    next = limit === undefined ? rest : { ...rest, [isExclusive ? exclusive : bound]: limit }
  }
  return next
}

/** Each alternative is bound to the values that point to it; so exactly the named one counts. */
function withDiscriminator(schema: JsonObject): JsonObject {
  const { discriminator, ...rest } = schema
  const property = isObject(discriminator) ? discriminator['propertyName'] : undefined
  if (!isObject(discriminator) || typeof property !== 'string') return schema
  const mapping = isObject(discriminator['mapping']) ? discriminator['mapping'] : {}
  const bound = Object.fromEntries(
    ['oneOf', 'anyOf'].flatMap((kind) => {
      const alternatives = rest[kind]
      return Array.isArray(alternatives)
        ? [[kind, alternatives.map((one) => bind(one, property, mapping))]]
        : []
    }),
  ) as JsonObject
  return { ...rest, ...bound }
}

function bind(alternative: Json, property: string, mapping: JsonObject): Json {
  const reference = isObject(alternative) ? alternative['$ref'] : undefined
  if (typeof reference !== 'string') return alternative
  const name = reference.split('/').at(-1) ?? ''
  const named = Object.keys(mapping).filter(
    (value) => mapping[value] === reference || mapping[value] === name,
  )
  const values = named.length > 0 ? named : [name]
  return {
    allOf: [
      alternative,
      { type: 'object', properties: { [property]: { enum: values } }, required: [property] },
    ],
  }
}

function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
