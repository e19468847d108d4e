import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { stepFor, type KnownComment, type SeenComment } from './issue-comment.ts'

const seen = (changes: Partial<SeenComment> = {}): SeenComment => ({
  id: '1',
  limitedTo: null,
  isInternalNote: false,
  changedAt: new Date(1_000),
  marker: null,
  ...changes,
})
const known = (changes: Partial<KnownComment> = {}): KnownComment => ({
  commentId: '1',
  direction: 'in',
  heldBecause: null,
  changedAt: new Date(1_000),
  ...changes,
})

test('C11 · an unknown open comment comes over', () => {
  expect(stepFor(seen(), undefined)).toEqual({ step: 'carry' })
})

test('C13, CX12 · an unknown restricted comment is held, with the reason', () => {
  expect(stepFor(seen({ limitedTo: 'Developers' }), undefined)).toMatchObject({
    step: 'hold',
    because: expect.stringContaining('Developers'),
  })
})

test('Invariant 6 · an unknown comment with the hub’s marker is its own, restricted or not', () => {
  expect(stepFor(seen({ marker: 'abc' }), undefined)).toEqual({ step: 'own', marker: 'abc' })
  expect(stepFor(seen({ marker: 'abc', limitedTo: 'Developers' }), undefined).step).toBe('own')
})

test('Invariant 6 · what the hub wrote is never looked at again', () => {
  const changes = fc.record({
    limitedTo: fc.option(fc.string()),
    isInternalNote: fc.boolean(),
    changedAt: fc.date({ noInvalidDate: true }),
  })
  fc.assert(
    fc.property(changes, (change) => {
      expect(stepFor(seen(change), known({ direction: 'out' })).step).toBe('nothing')
    }),
  )
})

test('C12 · an edit of what came over changes nothing but is told', () => {
  expect(stepFor(seen({ changedAt: new Date(2_000) }), known()).step).toBe('edited')
  expect(stepFor(seen(), known()).step).toBe('nothing')
})

test('CX12 · restricted later: it is hidden; opened later: it comes over', () => {
  expect(stepFor(seen({ limitedTo: 'A role', changedAt: new Date(2_000) }), known()).step).toBe('hide')
  expect(stepFor(seen(), known({ heldBecause: 'restricted' })).step).toBe('carry')
})

test('An older reading changes nothing', () => {
  const later = known({ changedAt: new Date(5_000) })
  expect(stepFor(seen({ limitedTo: 'A role' }), later).step).toBe('nothing')
  expect(stepFor(seen(), later).step).toBe('nothing')
})

test('C13 · whatever was known before, a restricted comment never comes over', () => {
  const before = fc.option(
    fc.record({
      commentId: fc.constant('1'),
      direction: fc.constantFrom('in' as const, 'out' as const),
      heldBecause: fc.option(fc.string()),
      changedAt: fc.option(fc.date({ noInvalidDate: true })),
    }),
    { nil: undefined },
  )
  fc.assert(
    fc.property(before, fc.string(), fc.boolean(), (state, limitedTo, isInternalNote) => {
      expect(stepFor(seen({ limitedTo, isInternalNote }), state).step).not.toBe('carry')
    }),
  )
})
