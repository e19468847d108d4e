import { expect, test } from 'vitest'
import {
  clearCodeAfter,
  clearCodeNames,
  clearCodes,
  eventStatuses,
  nextStatuses,
  openStatuses,
  priorityOf,
  responsabilityOf,
  serviceCategories,
  servicePriorities,
  serviceStatuses,
  statusAfter,
  type EventStatus,
  type Party,
  type ServiceStatus,
} from './service-ticket.ts'
import { serviceWorkflow, statusWithin } from './workflow.ts'

const table: [Party, ServiceStatus, EventStatus[]][] = [
  ['operator', 'open', []],
  ['operator', 'deferred', ['open']],
  ['operator', 'cleared', ['closed']],
  ['operator', 'closed', []],
  ['operator', 'canceled', []],
  ['desk', 'open', ['deferred', 'cleared', 'canceled']],
  ['desk', 'deferred', ['open', 'cleared', 'canceled']],
  ['desk', 'cleared', ['reopen', 'closed']],
  ['desk', 'closed', []],
  ['desk', 'canceled', []],
]

test.each(table)('DX3, DX4, DX7 · The %s can make of a ticket that is %s: %j', (party, status, next) => {
  expect(nextStatuses(party, status)).toEqual(next)
})

test('DX1, D29 · There are five statuses of tickets; events know reopen as well', () => {
  expect(serviceStatuses).toEqual(['open', 'deferred', 'cleared', 'closed', 'canceled'])
  expect(eventStatuses).toEqual([...serviceStatuses, 'reopen'])
})

test('DX2 · A reopened ticket is open again; every other event is the status it names', () => {
  expect(eventStatuses.map(statusAfter)).toEqual([
    'open',
    'deferred',
    'cleared',
    'closed',
    'canceled',
    'open',
  ])
})

test('DX11 · A ticket is opened until it is closed or canceled', () => {
  expect(serviceStatuses.filter((status) => !openStatuses.some((open) => open === status))).toEqual([
    'closed',
    'canceled',
  ])
})

test('DX22 · A ticket keeps the code of its last clearing until it is reopened', () => {
  const cleared = clearCodeAfter(null, { status: 'cleared', clearCode: 'modem' })
  expect(cleared).toBe('modem')
  expect(clearCodeAfter(cleared, { status: null, clearCode: null })).toBe('modem')
  expect(clearCodeAfter(cleared, { status: 'closed', clearCode: null })).toBe('modem')
  expect(clearCodeAfter(cleared, { status: 'reopen', clearCode: null })).toBeNull()
})

test('D42, D44 · Each clear code has its responsability, in the spellings of the contract', () => {
  expect(Object.fromEntries(clearCodeNames.map((code) => [code, responsabilityOf(code)]))).toEqual({
    synchronization: 'Covage',
    modem: 'Customer',
    provisionning: 'Covage',
    authentication_cust: 'Customer',
    authentication_kosc: 'Covage',
    throughput_packet_loss: 'Covage',
    major_network_incident: 'Covage',
    ticket_cancelation_cust: 'Customer',
    other_cust: 'Customer',
    other_kosc: 'Covage',
  })
  expect(responsabilityOf(null)).toBeNull()
})

test('D43 · Each clear code says what it means', () => {
  expect(Object.values(clearCodes).filter(({ means }) => means.length < 10)).toEqual([])
})

test('D3, DX13 · Nine categories and four priorities, each with a priority of the hub', () => {
  expect(serviceCategories).toHaveLength(9)
  expect(servicePriorities.map(priorityOf)).toEqual(['low', 'medium', 'high', 'high'])
})

test('D4, D5, D6, D7, X1 · A service ticket’s statuses stand in the four categories', () => {
  expect(serviceStatuses.map((status) => serviceWorkflow.statuses[status])).toEqual([
    'New',
    'Active',
    'Resolved',
    'Closed',
    'Closed',
  ])
  expect(statusWithin(serviceWorkflow, 'Closed', 'Canceled')).toBe('canceled')
  expect(statusWithin(serviceWorkflow, 'Closed', 'Done')).toBe('closed')
})
