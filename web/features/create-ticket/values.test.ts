import { expect, test } from 'vitest'
import { bodyOf, check, previewOf, startingValues } from './values.ts'

const rules = { titleLimit: 20, projectRequired: false }
const good = { ...startingValues(), title: 'Stop it', description: 'The server idles all night.' }

test('A48 · a description has 16 to 255 characters, counted without the blanks around it', () => {
  expect(check(good, rules).description).toBeNull()
  expect(check({ ...good, description: ' fifteen letters ' }, rules).description).toContain('1 more')
  expect(check({ ...good, description: 'x'.repeat(256) }, rules).description).toContain('1 fewer')
})

test('AX4 · a title is checked against the limit of the tracker', () => {
  expect(check({ ...good, title: 'x'.repeat(21) }, rules).title).toContain('At most 20')
  expect(check({ ...good, title: ' ' }, rules).title).toBe('Needed')
})

test('AX5 · a project is needed only where the workspace says so', () => {
  expect(check(good, rules).projectId).toBeNull()
  expect(check(good, { ...rules, projectRequired: true }).projectId).toBe('Choose a project')
})

test('no project and no recommendation are sent as such', () => {
  expect(bodyOf({ ...good, title: ' Stop it ' }, undefined)).toEqual({
    title: 'Stop it',
    description: 'The server idles all night.',
    priority: 'medium',
    projectId: null,
    recommendationId: null,
  })
})

test('a preview leaves out what is not typed yet', () => {
  expect(previewOf({ ...good, description: ' ' }, 'r1')).toEqual({
    title: 'Stop it',
    priority: 'medium',
    projectId: null,
    recommendationId: 'r1',
  })
})
