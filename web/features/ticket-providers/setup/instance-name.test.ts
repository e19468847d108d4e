import { expect, test } from 'vitest'
import { connection } from '../../../testing/connection.ts'
import { instanceNameProblem } from './instance-name.ts'

test('C24 · a further instance has a name of its own, and “Default” is taken', () => {
  const others = [connection({ name: 'Alpha' }), connection({ name: 'Labs', primary: false })]
  expect(instanceNameProblem(' ', others)).toMatch(/^A name/)
  expect(instanceNameProblem(' default ', others)).toMatch(/no other instance/)
  expect(instanceNameProblem('LABS', others)).toMatch(/no other instance/)
  expect(instanceNameProblem('Alpha', others)).toBeUndefined()
  expect(instanceNameProblem('Field service', others)).toBeUndefined()
})
