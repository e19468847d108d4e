import { expect, test } from 'vitest'
import { bodyOf, check, startingValues } from './values.ts'

const asked = [
  { name: 'urgency', title: 'Urgency', required: true, values: ['Low', 'High'] },
  { name: 'technicalImpact', title: 'Technical Impact', required: true, values: [] },
  { name: 'clientImpact', title: 'Client Impact', required: false, values: ['None'] },
]
const rules = { asked, projectRequired: false }

test('B23 · what is required is named at its field with what would be right, and the rest may stay empty', () => {
  expect(check(startingValues(asked), rules)).toEqual({
    'attributes.urgency': 'Choose one of Low, High',
    'attributes.technicalImpact': 'Say something here',
  })
  const told = { ...startingValues(asked), attributes: { urgency: 'Low', technicalImpact: 'None' } }
  expect(check(told, rules)).toEqual({})
})

test('A workspace that requires a project asks for one', () => {
  expect(check(startingValues([]), { asked: [], projectRequired: true })).toEqual({
    projectId: 'Choose a project',
  })
})

test('B24 · only what was told is sent, so the alarm’s own words stand for an empty description', () => {
  const values = startingValues(asked)
  expect(bodyOf({ ...values, attributes: { urgency: 'High', clientImpact: '' }, description: ' ' })).toEqual({
    priority: 'medium',
    attributes: { urgency: 'High' },
    projectId: null,
  })
  expect(bodyOf({ ...values, description: ' Third time. ', projectId: 'p1' })).toMatchObject({
    description: 'Third time.',
    projectId: 'p1',
  })
})
