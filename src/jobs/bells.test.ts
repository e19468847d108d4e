import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { bells, restMs } from './bells.ts'

let heard: string[]
let bell: (name: string) => void
beforeEach(() => {
  vi.useFakeTimers()
  heard = []
  bell = bells((name) => heard.push(name))
})
afterEach(() => {
  vi.useRealTimers()
})

test('A first ring is heard at once, whatever other bells do', () => {
  bell('lane')
  bell('notify')
  expect(heard).toEqual(['lane', 'notify'])
})

test('Rings that come while a bell rests are heard as one when it has rested, and none is lost', () => {
  for (let times = 0; times < 50; times += 1) bell('lane')
  expect(heard).toEqual(['lane'])
  vi.advanceTimersByTime(restMs)
  expect(heard).toEqual(['lane', 'lane'])
  bell('lane')
  expect(heard).toHaveLength(2)
  vi.advanceTimersByTime(restMs)
  expect(heard).toHaveLength(3)
})

test('A bell that nobody rang meanwhile is heard at once the next time', () => {
  bell('lane')
  vi.advanceTimersByTime(restMs * 2)
  expect(heard).toEqual(['lane'])
  bell('lane')
  expect(heard).toEqual(['lane', 'lane'])
})
