import * as fc from 'fast-check'

interface Schema {
  type?: string
  enum?: unknown[]
  const?: unknown
  anyOf?: Schema[]
  properties?: Record<string, Schema>
  required?: string[]
}

/** What no description allows for. */
const odd = fc.oneof(
  fc.jsonValue({ maxDepth: 4 }),
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.constantFrom(
    '',
    ' ',
    '\u0000',
    '\uD800',
    '__proto__',
    'constructor',
    '%',
    "'; drop table tickets; --",
    '<script>',
  ),
  fc.constantFrom(0, -1, 1e308, Number.MAX_SAFE_INTEGER, 2 ** 63),
)

/** Values that fit a schema, with odd ones in between. */
function valueOf(schema: Schema, known: string[]): fc.Arbitrary<unknown> {
  if (schema.const !== undefined) return fc.constant(schema.const)
  if (schema.enum) return fc.constantFrom(...schema.enum)
  if (schema.anyOf) return fc.oneof(...schema.anyOf.map((one) => valueOf(one, known)))
  if (schema.properties) return bodiesOf(schema, known)
  if (schema.type === 'integer' || schema.type === 'number') return fc.integer()
  if (schema.type === 'null') return fc.constant(null)
  return fc.oneof(fc.constantFrom(...known), fc.string(), fc.emailAddress())
}

/**
 * Bodies out of a description: members are there or not, fit or do not, and some are not known.
 * @param known texts that mean something where the body is sent
 */
export function bodiesOf(schema: object, known: string[]): fc.Arbitrary<unknown> {
  const { properties = {} } = schema as Schema
  const members = Object.entries(properties).map(([name, one]) => {
    const value = fc.oneof({ weight: 12, arbitrary: valueOf(one, known) }, { weight: 1, arbitrary: odd })
    return [name, value] as const
  })
  const body = fc.record(Object.fromEntries(members), { requiredKeys: [] })
  const complete = fc.record(Object.fromEntries(members))
  const further = fc.dictionary(fc.string({ maxLength: 12 }), odd, { maxKeys: 2 })
  return fc.oneof(
    { weight: 6, arbitrary: complete },
    { weight: 3, arbitrary: body },
    { weight: 2, arbitrary: fc.tuple(complete, further).map(([one, more]) => Object.assign(one, more)) },
    { weight: 1, arbitrary: odd },
  )
}
