import { expect, test } from 'vitest'
import { chooseRoute, type Route } from './route.ts'

const standard: Route = {
  id: 'r0',
  destination: { project: 'INFRA', issueType: 'Task' },
  names: {},
  label: 'INFRA · Task',
  problems: [],
  needs: [],
  fields: [],
  fallsBack: false,
}
const own: Route = { ...standard, id: 'r1', destination: { project: 'SHOP' }, label: 'SHOP · Task' }
const connection = { name: 'Acme Jira' }
const project = { key: 'SHOP', name: 'Web shop' }
const gone = [{ field: 'project', message: 'There is no project SHOP.' }]
const team = { id: 'customfield_1', name: 'Team', type: 'text' as const }

test('A39 · a project’s issues go where its route says', () => {
  const { value, reason, block } = chooseRoute({ project, connection, own, standard })
  expect([value, block]).toEqual([own, undefined])
  expect(reason).toMatchObject({ rule: 'project route', input: { project: 'SHOP' } })
})

test('A46 · a project without a route goes to the default destination of the set-up', () => {
  const { value, reason } = chooseRoute({ project, connection, own: undefined, standard })
  expect(value).toEqual(standard)
  expect(reason).toMatchObject({ rule: 'default route', input: { project: 'SHOP' } })
  expect(reason.because).toContain('“Web shop” has no route of its own')
})

test('AX5 · a ticket without a project goes to the default destination', () => {
  const { value, reason } = chooseRoute({ project: null, connection, own: undefined, standard })
  expect(value).toEqual(standard)
  expect(reason).toMatchObject({ rule: 'default route', input: { project: null } })
  expect(reason.because).toContain('has no project')
})

test('AX19 · a route whose target is gone holds its tickets and says what is wrong', () => {
  const { value, block } = chooseRoute({ project, connection, own: { ...own, problems: gone }, standard })
  expect(value.id).toBe('r1')
  expect(block?.because).toContain('There is no project SHOP.')
})

test('AX19 · falling back is a choice of the route, and is recorded', () => {
  const broken = { ...own, problems: gone, fallsBack: true }
  const { value, reason, block } = chooseRoute({ project, connection, own: broken, standard })
  expect([value, block]).toEqual([standard, undefined])
  expect(reason).toMatchObject({
    rule: 'fall back to the default route',
    fallback: true,
    setAside: ['SHOP · Task'],
  })
})

test('A route that needs a value holds its tickets until it has one', () => {
  const needy = { ...own, needs: [team] }
  const held = chooseRoute({ project, connection, own: needy, standard })
  expect(held.block?.because).toContain('needs a value for “Team”')
  const filled = { ...needy, fields: [{ ...team, value: 'Blue' }] }
  expect(chooseRoute({ project, connection, own: filled, standard }).block).toBeUndefined()
})
