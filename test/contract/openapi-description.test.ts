import { expect, test } from 'vitest'
import { normalized } from './openapi-description.ts'

test('nullable also holds next to a reference', () => {
  expect(normalized({ nullable: true, allOf: [{ $ref: '#/a' }] })).toEqual({
    anyOf: [{ allOf: [{ $ref: '#/a' }] }, { type: 'null' }],
  })
})

test('a property that is called nullable is left alone', () => {
  const schema = { type: 'object', properties: { nullable: { type: 'boolean' } } }
  expect(normalized(schema)).toEqual(schema)
})

test('a discriminator binds each alternative to the values that name it', () => {
  const oneOf = [{ $ref: '#/components/schemas/Cat' }, { $ref: '#/components/schemas/Dog' }]
  const discriminator = { propertyName: 'kind', mapping: { meow: '#/components/schemas/Cat' } }
  const bound = (reference: { $ref: string }, value: string) => ({
    allOf: [reference, { type: 'object', properties: { kind: { enum: [value] } }, required: ['kind'] }],
  })
  expect(normalized({ oneOf, discriminator })).toEqual({
    oneOf: [
      bound({ $ref: '#/components/schemas/Cat' }, 'meow'),
      bound({ $ref: '#/components/schemas/Dog' }, 'Dog'),
    ],
  })
})

test('an exclusive bound becomes the number itself', () => {
  expect(normalized({ minimum: 1, exclusiveMinimum: true, maximum: 5, exclusiveMaximum: false })).toEqual({
    exclusiveMinimum: 1,
    maximum: 5,
  })
})

test('examples are data and stay as they are', () => {
  expect(normalized({ type: 'object', example: { nullable: true } })).toEqual({
    type: 'object',
    example: { nullable: true },
  })
})
