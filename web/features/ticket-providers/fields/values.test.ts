import { expect, test } from 'vitest'
import { field } from '../../../testing/field.ts'
import { afterChange, askedFields, missing, startingValues, valuesToSend } from './values.ts'

const fields = [
  field('url', { type: 'url' }),
  field('token', { type: 'secret', secret: true }),
  field('kind', { required: false, default: 'Task' }),
]

test('a form starts with what is stored, else with what is declared', () => {
  expect(startingValues(fields, {}, { url: 'https://a.example/' })).toEqual({
    url: 'https://a.example/',
    token: '',
    kind: 'Task',
  })
})

test('AX16 · an empty secret is not sent', () => {
  const values = { url: ' https://a.example ', token: '', kind: '' }
  expect(valuesToSend(fields, values)).toEqual({ url: 'https://a.example' })
})

test('a secret is sent as it was typed', () => {
  expect(valuesToSend(fields, { token: ' x ' })).toEqual({ token: ' x ' })
})

test('what is missing is named', () => {
  expect(missing(fields, { url: 'x', token: '' })).toEqual({ token: 'TOKEN is needed' })
  expect(missing(fields, { url: 'x', token: '' }, ['token'])).toEqual({})
})

test('another choice empties what was chosen within the old one, all the way down', () => {
  const chain = [
    field('place'),
    field('type', { dependsOn: ['place'] }),
    field('part', { dependsOn: ['type'] }),
  ]
  const values = { place: 'A', type: 'Task', part: 'Web' }
  expect(afterChange(chain, values, { name: 'place', value: 'B' })).toEqual({
    place: 'B',
    type: '',
    part: '',
  })
  expect(afterChange(chain, values, { name: 'part', value: 'API' })).toEqual({ ...values, part: 'API' })
})

test('what has a declared default takes that on again', () => {
  const chain = [field('place'), field('type', { dependsOn: ['place'], default: 'Task' })]
  expect(afterChange(chain, { place: 'A', type: 'Bug' }, { name: 'place', value: 'B' })['type']).toBe('Task')
})

test('C29 · a secret and its confirmation must agree; where none is typed, none is confirmed', () => {
  const twice = [
    field('token', { type: 'secret', secret: true }),
    field('again', { type: 'secret', required: false, confirms: 'token' }),
  ]
  const differs = { again: 'The two differ: type both again' }
  expect(missing(twice, { token: 'x', again: 'x ' })).toEqual({})
  expect(missing(twice, { token: 'x', again: '' })).toEqual(differs)
  expect(missing(twice, { token: 'x', again: 'y' })).toEqual(differs)
  expect(missing(twice, { token: '', again: 'left over' }, ['token'])).toEqual({})
  expect(valuesToSend(twice, { token: '', again: 'left over' })).toEqual({})
  expect(valuesToSend(twice, { token: 'x', again: 'x' })).toEqual({ token: 'x', again: 'x' })
})

test('a field that belongs to another choice is neither missing nor sent', () => {
  const editions = [
    field('edition', { default: 'Cloud' }),
    field('email', { only: { field: 'edition', value: 'Cloud' } }),
    field('user', { only: { field: 'edition', value: 'Server' }, required: false }),
  ]
  const names = (edition: string) => askedFields(editions, { edition }).map(({ name }) => name)
  expect([names('Cloud'), names('Server')]).toEqual([
    ['edition', 'email'],
    ['edition', 'user'],
  ])
  expect(missing(editions, { edition: 'Cloud' })).toEqual({ email: 'EMAIL is needed' })
  expect(missing(editions, { edition: 'Server', email: '' })).toEqual({})
  expect(valuesToSend(editions, { edition: 'Server', email: 'a@b.c', user: 'ada' })).toEqual({
    edition: 'Server',
    user: 'ada',
  })
})
