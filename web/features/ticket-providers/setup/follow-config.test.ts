import { expect, test } from 'vitest'
import { field } from '../../../testing/field.ts'
import { followConfig } from './follow-config.ts'

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
