import { expect, test } from 'vitest'
import { route } from '../../../testing/route.ts'
import { standingOf } from './standing.ts'

const needs = [{ id: 'team', name: 'Team', type: 'text' as const }]

test('AX19 · a route whose target is gone says what the tracker said', () => {
  const problems = [{ field: 'project', message: 'The integration user sees no project “GONE”.' }]
  expect(standingOf(route({ problems }))).toMatchObject({
    tone: 'red',
    words: 'Cannot be used',
    details: ['The integration user sees no project “GONE”.'],
  })
})

test('a required field without a value is named', () => {
  expect(standingOf(route({ needs })).details).toEqual(['The tracker requires “Team”: edit the route.'])
  expect(standingOf(route({ needs, values: { team: 'Blue' } })).words).toBe('Usable')
})

test('a route that nobody has looked at yet does not pretend', () => {
  expect(standingOf(route({ checkedAt: null })).words).toBe('Not checked yet')
})
