import { expect, test } from 'vitest'
import { standingOf } from './replay-standing.ts'

const replay = {
  id: '1',
  total: 10,
  waiting: 0,
  underWay: 0,
  done: 0,
  failed: 0,
  cancelled: 0,
  lastTurnAt: null,
}

test('a replay that runs says how far it is', () => {
  expect(standingOf({ ...replay, waiting: 5, underWay: 1, done: 3, failed: 1 })).toEqual({
    title: '10 tickets are being sent again',
    words: '3 created, 1 failed again, 5 wait for their turn, 1 under way',
    tone: 'amber',
    share: 40,
  })
})

test('one that is over says what became of it', () => {
  expect(standingOf({ ...replay, total: 1, done: 1 })).toMatchObject({
    title: '1 ticket sent again',
    tone: 'green',
  })
  expect(standingOf({ ...replay, done: 9, failed: 1 })).toMatchObject({
    words: '9 created, 1 failed again',
    tone: 'red',
  })
})
