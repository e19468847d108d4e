import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { mayComeOver, mayGoOut, ticketsToTell, visibilities, visibilityOf } from './visibility.ts'

const all = { actionType: null, pushInternal: true }

describe('From the tracker', () => {
  test('C11 · a comment that anybody may read comes over', () => {
    expect(mayComeOver({ limitedTo: null, isInternalNote: false }).value).toBe(true)
  })

  test('C13, CX12 · any restriction keeps a comment in the tracker, and the reason names it', () => {
    const { value, reason } = mayComeOver({ limitedTo: 'Developers', isInternalNote: false })
    expect([value, reason.because]).toEqual([false, expect.stringContaining('Developers')])
    expect(mayComeOver({ limitedTo: null, isInternalNote: true }).value).toBe(false)
  })
})

describe('To the tracker', () => {
  test('C15, C17, C31 · actions of all types, or of the chosen one only', () => {
    const action = { type: 'Comment', visibility: 'public' as const }
    expect(mayGoOut(action, { actionType: null, pushInternal: false }).value).toBe(true)
    expect(mayGoOut(action, { actionType: 'Comment', pushInternal: false }).value).toBe(true)
    expect(mayGoOut(action, { actionType: 'Email', pushInternal: false }).value).toBe(false)
  })

  test('CX11 · an internal action stays here unless the connection allows it, a restricted one always', () => {
    const of = (visibility: (typeof visibilities)[number]) => ({ type: 'Comment', visibility })
    expect(mayGoOut(of('internal'), { ...all, pushInternal: false }).value).toBe(false)
    expect(mayGoOut(of('internal'), all).value).toBe(true)
    expect(mayGoOut(of('restricted'), all).value).toBe(false)
  })

  test('CX11 · what is unclear counts as internal', () => {
    for (const unclear of [undefined, null, '', 'Public', 'everyone', 1]) {
      expect(visibilityOf(unclear)).toBe('internal')
    }
    for (const known of visibilities) expect(visibilityOf(known)).toBe(known)
  })
})

describe('One issue, several tickets', () => {
  const ticket = fc.record({
    id: fc.uuid(),
    customerId: fc.option(fc.constantFrom('a', 'b', 'c'), { nil: null }),
  })
  const tickets = fc.uniqueArray(ticket, { minLength: 1, maxLength: 8, selector: ({ id }) => id })
  const allows = fc.record({ amongTickets: fc.boolean(), amongCustomers: fc.boolean() })

  test('C3, C11 · what is written in the tracker reaches every linked ticket', () => {
    fc.assert(
      fc.property(tickets, allows, (linked, rules) => {
        expect(ticketsToTell(linked, undefined, rules)).toEqual(linked)
      }),
    )
  })

  test('CX10 · what the hub wrote never comes back to its origin, whatever is allowed', () => {
    fc.assert(
      fc.property(tickets, allows, (linked, rules) => {
        const [origin] = linked
        expect(ticketsToTell(linked, origin, rules)).not.toContainEqual(origin)
      }),
    )
  })

  test('CX10 · text of one customer reaches another’s ticket only where the connection says so', () => {
    fc.assert(
      fc.property(tickets, fc.boolean(), (linked, amongTickets) => {
        const [origin] = linked
        const told = ticketsToTell(linked, origin, { amongTickets, amongCustomers: false })
        for (const { customerId } of told) {
          expect(customerId).not.toBeNull()
          expect(customerId).toBe(origin?.customerId)
        }
        if (!amongTickets) expect(told).toEqual([])
      }),
    )
  })
})
