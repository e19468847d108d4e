import { expect, test } from 'vitest'
import type { Connection } from '../../../api/connections.ts'
import type { FormField } from '../../../api/providers.ts'
import {
  afterChange,
  followConfig,
  isOtherHost,
  keptSecrets,
  missing,
  savedOver,
  startingValues,
  valuesToSend,
} from './values.ts'

const field = (name: string, changes: Partial<FormField> = {}): FormField => ({
  name,
  title: name.toUpperCase(),
  type: 'text',
  required: true,
  secret: false,
  choices: false,
  ...changes,
})
const fields = [
  field('url', { type: 'url' }),
  field('token', { type: 'secret', secret: true }),
  field('kind', { required: false, default: 'Task' }),
]
const stored = {
  config: { url: 'https://a.example/' },
  storedSecrets: ['token'],
} as Partial<Connection> as Connection

test('a form starts with what is stored, else with what is declared', () => {
  expect(startingValues(fields, {}, stored.config)).toEqual({
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

test('a stored secret is kept only for the same host', () => {
  expect(keptSecrets(fields, { url: 'https://a.example/team' }, stored)).toEqual(['token'])
  expect(keptSecrets(fields, { url: 'a.example' }, stored)).toEqual(['token'])
  expect(keptSecrets(fields, { url: 'https://b.example' }, stored)).toEqual([])
  expect(isOtherHost(fields, { url: 'https://b.example' }, {})).toBe(false)
})

test('a route that repeated an old value of the credentials follows to the new one', () => {
  const route = [field('place'), field('type', { dependsOn: ['place'] }), field('label')]
  const config = { before: { home: 'infra', token: 'x' }, after: { home: 'OPS', token: 'x' } }
  expect(followConfig(route, { place: 'INFRA', type: 'Task', label: 'x' }, config)).toEqual({
    place: 'OPS',
    type: '',
    label: 'x',
  })
  expect(followConfig(route, { place: 'WEB', type: 'Task' }, config)).toEqual({ place: 'WEB', type: 'Task' })
})

test('an old connection keeps its host: another one makes a new connection', () => {
  const old = { ...stored, id: 'c1', state: 'disconnected' as const }
  expect(savedOver(fields, { url: 'https://a.example' }, old)).toBe('c1')
  expect(savedOver(fields, { url: 'https://b.example' }, old)).toBeUndefined()
  expect(savedOver(fields, { url: 'https://b.example' }, { ...old, state: 'active' })).toBe('c1')
  expect(savedOver(fields, { url: 'https://b.example' }, null)).toBeUndefined()
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
