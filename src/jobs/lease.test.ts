import { expect, test } from 'vitest'
import { createLease } from './lease.ts'

test('A process that stood still longer than others wait for it does not hold its lease until it has said again that it lives', () => {
  let time = 1_000_000
  const lease = createLease(() => new Date(time))
  expect(lease.holds()).toBe(true)
  lease.renewed(new Date(time))
  time += 24_000
  expect(lease.holds()).toBe(true)
  time += 2_000
  expect(lease.holds()).toBe(false)
  lease.renewed(new Date(time))
  expect(lease.holds()).toBe(true)
})
