import { expect, test } from 'vitest'
import { bodyOf, check, formErrors, startingValues } from './values.ts'

const filled = {
  ...startingValues,
  service: { uuid: 'zk3', alias: 'S190322_11001' } as never,
  category: 'synchro' as const,
  description: ' No light. ',
  firstName: 'Ada',
  lastName: 'Bell',
  email: 'ada@example.com',
}

test('What is missing is named at its field', () => {
  const faults = Object.entries(check(startingValues)).flatMap(([field, fault]) => (fault ? [field] : []))
  expect(faults).toEqual(['service', 'category', 'description', 'firstName', 'lastName', 'email'])
  expect(Object.values(check(filled)).filter(Boolean)).toEqual([])
})

test('What nobody filled in is sent as nothing', () => {
  expect(bodyOf(filled)).toMatchObject({
    serviceUuid: 'zk3',
    description: 'No light.',
    diagnosticRunId: null,
    operatorTicketRef: null,
  })
})

test('What the hub says stands at the field of the form', () => {
  expect(formErrors({ serviceUuid: 'no', email: 'no' })).toEqual({ service: 'no', email: 'no' })
})
