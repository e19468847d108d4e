import { expect, test } from 'vitest'
import { begin, end, nothingUnderWay, pickDue, roomLeft } from './pick-due.ts'

const due = (channel: 'mail' | 'webhook', ...lanes: string[]) =>
  lanes.map((lane, index) => ({ id: `${lane}${index}`, channel, lane }))

test('No more than two go to one recipient at a time, and the next of the others go past', () => {
  const picked = pickDue(due('webhook', 'a', 'a', 'a', 'b', 'a', 'c'), nothingUnderWay())
  expect(picked.map(({ lane }) => lane)).toEqual(['a', 'a', 'b', 'c'])
})

test('What is under way already counts, until it is over', () => {
  const underWay = nothingUnderWay()
  const [first, second] = due('webhook', 'a', 'a')
  begin(underWay, first!)
  begin(underWay, second!)
  expect(roomLeft(underWay)).toEqual({ channels: ['mail', 'webhook'], fullLanes: ['a'] })
  expect(pickDue(due('webhook', 'a'), underWay)).toEqual([])
  end(underWay, first!)
  expect(pickDue(due('webhook', 'a', 'a'), underWay)).toHaveLength(1)
  end(underWay, second!)
  expect(underWay).toEqual(nothingUnderWay())
})

test('Mail takes no places of webhooks, and both have an end', () => {
  const many = (channel: 'mail' | 'webhook') =>
    due(channel, ...Array.from({ length: 40 }, (_, index) => `${channel}-${index}`))
  const picked = pickDue([...many('mail'), ...many('webhook')], nothingUnderWay())
  expect(picked.filter(({ channel }) => channel === 'mail')).toHaveLength(8)
  expect(picked.filter(({ channel }) => channel === 'webhook')).toHaveLength(16)
})
