import { expect, test } from 'vitest'
import { splitEvents } from './live-events.ts'

test('Events are taken out of the stream once they are whole, however it was cut', () => {
  const text = 'retry: 2000\n\ndata: {"topic":"tickets"}\n\n: still here\n\ndata: {"topic":"alarms"}\n\n'
  for (let cut = 0; cut <= text.length; cut += 1) {
    const first = splitEvents(text.slice(0, cut))
    const second = splitEvents(first.rest + text.slice(cut))
    expect([...first.events, ...second.events]).toEqual(['{"topic":"tickets"}', '{"topic":"alarms"}'])
    expect(second.rest).toBe('')
  }
})
