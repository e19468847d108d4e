import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { planOf, type Shape } from './plan.ts'
import { eachOnce, pointsOf } from './points.ts'

const notes = 'before a\nafter a\nbefore a\nbefore update pgboss.version [] #10a8\nafter a\n'
const points = pointsOf('lost', notes)
const shape: Shape = { lanes: 5, points, server: true }
const seeds = fc.integer({ min: 0, max: 2 ** 31 })
const rounds = fc.integer({ min: 0, max: 5_000 })

test('The same seed draws the same plan, another seed another one', () => {
  fc.assert(
    fc.property(seeds, rounds, (seed, round) => {
      expect(planOf(seed, round, shape)).toEqual(planOf(seed, round, shape))
    }),
  )
  const whole = (seed: number) => Array.from({ length: 40 }, (_, round) => planOf(seed, round, shape))
  expect(whole(1)).not.toEqual(whole(2))
})

test('Each step is a kill once, before the seed draws any', () => {
  const killed = points.map((_, round) => planOf(9, round, shape).kill)
  expect(killed).toEqual(points.map((point) => ({ point })))
})

test('A campaign on a server has rounds with two hubs and kills of the database; an embedded one has neither', () => {
  const all = (server: boolean) =>
    Array.from({ length: 500 }, (_, round) => planOf(5, round, { ...shape, server }))
  expect(all(true).some(({ hubs, victim }) => hubs === 2 && victim === 1)).toBe(true)
  expect(all(true).some(({ databaseDies }) => databaseDies)).toBe(true)
  expect(all(false).every(({ hubs, databaseDies }) => hubs === 1 && !databaseDies)).toBe(true)
})

test('A step that occurs several times is counted as often, and drawn once; the queue’s own clockwork is none', () => {
  const names = points.map(({ at, occurrence }) => `${at} ${occurrence}`)
  expect(names).toEqual(['before a 1', 'after a 1', 'before a 2', 'after a 2'])
  fc.assert(
    fc.property(seeds, (seed) => {
      expect(eachOnce(points, seed).map(({ at }) => at)).toEqual(['before a', 'after a'])
    }),
  )
})
