import { expect, test } from 'vitest'
import { fromTracker, type FromTracker } from './forwarded.ts'
import type { ServiceStatus } from './service-ticket.ts'
import type { StatusCategory } from './status.ts'

const nothing = 'nothing' as const
const ask = 'ask for a clear code' as const
const event = (status: 'closed' | 'reopen' | 'canceled' | 'deferred') => ({ status, clearCode: null })

const cells: [ServiceStatus, StatusCategory, string, FromTracker][] = [
  ['open', 'New', 'To Do', nothing],
  ['open', 'Active', 'In Progress', nothing],
  ['open', 'Resolved', 'Done', ask],
  ['open', 'Closed', 'Closed', ask],
  ['open', 'Active', 'Deferred', event('deferred')],
  ['open', 'Closed', 'Canceled', event('canceled')],
  ['deferred', 'Active', 'In Progress', nothing],
  ['deferred', 'Resolved', 'Done', ask],
  ['cleared', 'New', 'To Do', event('reopen')],
  ['cleared', 'Active', 'In Progress', event('reopen')],
  ['cleared', 'Resolved', 'Done', nothing],
  ['cleared', 'Closed', 'Finished', event('closed')],
  ['closed', 'Active', 'In Progress', nothing],
  ['closed', 'Closed', 'Finished', nothing],
  ['canceled', 'New', 'To Do', nothing],
]

test.each(cells)(
  'DX33, X1 · A ticket that is %s, an issue that is %s by the name of %s: %j',
  (...[status, category, name, means]) => {
    expect(fromTracker(status, { category, name }, {}).value).toEqual(means)
  },
)

test('DX33 · The rule names the code by the tracker’s status in any letter case, or one for all', () => {
  const done = { category: 'Resolved' as const, name: 'Modem replaced' }
  const rule = { 'modem replaced': 'modem' as const, '*': 'other_kosc' as const }
  expect(fromTracker('open', done, rule).value).toEqual({ status: 'cleared', clearCode: 'modem' })
  expect(fromTracker('open', { ...done, name: 'Done' }, rule).value).toEqual({
    status: 'cleared',
    clearCode: 'other_kosc',
  })
  expect(fromTracker('open', { ...done, name: 'constructor' }, {}).value).toBe(ask)
})
