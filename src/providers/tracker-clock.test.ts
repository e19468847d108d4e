import { expect, test } from 'vitest'
import type { HttpClient } from './http.ts'
import { withTrackerClock } from './tracker-clock.ts'

const here = new Date('2026-11-22T10:00:00.500Z')

async function heard(date: string | undefined) {
  const http: HttpClient = {
    send: async () => ({
      status: 200,
      headers: { ...(date !== undefined && { date }) },
      text: '',
      redact: (text) => text,
    }),
  }
  const deps = withTrackerClock(http, () => here)
  await deps.http.send({ method: 'GET', url: 'https://tracker.example/' })
  return deps.now().toISOString()
}

test.each([
  ['Sun, 22 Nov 2026 11:00:00 GMT', '2026-11-22T11:00:00.000Z'],
  ['Sun, 22 Nov 2026 09:00:00 GMT', '2026-11-22T09:00:00.000Z'],
  ['Sun, 22 Nov 2026 10:00:00 GMT', here.toISOString()],
  ['yesterday', here.toISOString()],
  [undefined, here.toISOString()],
])('With a Date of %s it is %s there', async (date, there) => {
  expect(await heard(date)).toBe(there)
})
