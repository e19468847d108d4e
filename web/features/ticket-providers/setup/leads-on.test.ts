import { expect, test } from 'vitest'
import type { ConnectionTestResult } from '../../../api/connections.ts'
import type { FormField } from '../../../api/providers.ts'
import { leadsOn } from './leads-on.ts'

const result = (changes: Partial<ConnectionTestResult>): ConnectionTestResult => ({
  ok: false,
  account: { name: 'Hub', expiresAt: null },
  rights: [],
  places: [],
  destination: {},
  problems: [],
  fault: null,
  ...changes,
})
const fields: FormField[] = [
  { name: 'place', title: 'Place', type: 'select', required: true, secret: false, choices: true },
]
const problem = (field: string) => [{ field, message: 'wrong' }]

test('a passed test leads on, a failed one does not', () => {
  expect(leadsOn(result({ ok: true }), fields)).toBe(true)
  const fault = { kind: 'unauthorized', detail: '', remedy: '' }
  expect(leadsOn(result({ account: null, fault }), fields)).toBe(false)
})

test('what is wrong with the route alone is put right in the next step', () => {
  expect(leadsOn(result({ problems: problem('place') }), fields)).toBe(true)
  expect(leadsOn(result({ problems: problem('url') }), fields)).toBe(false)
})

test('a missing right never leads on', () => {
  const rights = [{ right: 'Create', granted: false, required: true, howToGrant: '' }]
  expect(leadsOn(result({ rights, problems: problem('place') }), fields)).toBe(false)
})
