import { expect, test } from 'vitest'
import { chooseRoute } from './route.ts'

const connection = { name: 'Acme Jira', destination: { project: 'INFRA', issueType: 'Task' } }

test('A46 · a project without a route goes to the default destination of the set-up', () => {
  const { value, reason } = chooseRoute({ project: { key: 'SHOP', name: 'Web shop' }, connection })
  expect(value).toEqual(connection.destination)
  expect(reason).toMatchObject({ rule: 'default route', input: { project: 'SHOP' } })
  expect(reason.because).toContain('“Web shop” has no route of its own')
})

test('AX5 · a ticket without a project goes to the default destination', () => {
  const { value, reason } = chooseRoute({ project: null, connection })
  expect(value).toEqual(connection.destination)
  expect(reason).toMatchObject({ rule: 'default route', input: { project: null } })
  expect(reason.because).toContain('has no project')
})
