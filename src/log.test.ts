import { expect, test } from 'vitest'
import { createLog } from './log.ts'

function said(level: string, work: (log: ReturnType<typeof createLog>) => void): string {
  const lines: string[] = []
  work(createLog(level, { write: (line) => void lines.push(line) }))
  return lines.join('')
}

test('No headers of a request get into the log, however talkative it is and wherever they stand', () => {
  const headers = { authorization: 'Bearer token-1', cookie: 'session=token-2' }
  const text = said('trace', (log) => {
    log.trace({ headers }, 'Bare')
    log.trace({ req: { headers, url: '/v1/me' } }, 'In a request')
    log.child({ of: 'a child' }).debug({ one: { two: { headers } } }, 'Deeper')
    log.error({ err: Object.assign(new Error('failed'), { response: { headers } }) }, 'In an error')
  })
  expect(text).not.toMatch(/token-[12]/u)
  for (const words of ['Bare', '/v1/me', 'a child', 'failed']) expect(text).toContain(words)
})

test('A level that is not reached says nothing', () => {
  expect(said('info', (log) => log.debug({ one: 1 }, 'Quiet'))).toBe('')
})
