import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { microClock } from './micro-clock.ts'

test('D25 · Moments have six digits, and what happens in one millisecond keeps its order', () => {
  const tell = microClock(() => new Date('2019-05-17T08:51:23.186Z'))
  expect([tell(), tell(), tell()]).toEqual([
    '2019-05-17T08:51:23.186000Z',
    '2019-05-17T08:51:23.186001Z',
    '2019-05-17T08:51:23.186002Z',
  ])
})

test('D25 · Each moment is later than the one before, also where the machine’s clock goes back', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: -5_000, max: 5_000 }), { maxLength: 50 }), (steps) => {
      let time = Date.parse('2026-01-01T00:00:00Z')
      const tell = microClock(() => new Date(time))
      const told = steps.map((step) => {
        time += step
        return tell()
      })
      expect(told).toEqual([...new Set(told)].toSorted())
    }),
  )
})
