import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import type { IncomingAnswer } from '../http.ts'
import { refusal } from './errors.ts'
import { issueOf } from './map.ts'
import { resultOf, wireIncident } from './wire.ts'

const folder = new URL('../../../../shared/contracts/servicenow/', import.meta.url)
const there = existsSync(folder)
const read = (path: string): unknown => JSON.parse(readFileSync(new URL(path, folder), 'utf8'))

const instance = 'https://acme.service-now.com'
const one = resultOf(wireIncident)
const many = resultOf(z.array(wireIncident))

describe.skipIf(!there)('Recorded bodies (skipped where ../shared/contracts is not there)', () => {
  test.each([
    ['docs/table-get-one.json', 'INC0000046', '1'],
    ['docs/table-patch-one.json', 'INC0000050', '2'],
    ['docs/table-put-one.json', 'INC0000050', '2'],
    ['docs/table-post-many.json', 'INC0010002', '1'],
    ['responses/fx-incident_response.json', undefined, undefined],
  ])('the record in %s is read', (file, number, state) => {
    const issue = issueOf(one.parse(read(file)).result, instance)
    expect(issue.id).toMatch(/^[0-9a-f]{32}$/u)
    expect(issue.key).toMatch(/^INC\d+$/u)
    expect(issue.updatedAt).toBeInstanceOf(Date)
    if (number !== undefined) expect([issue.key, issue.status?.id]).toEqual([number, state])
  })

  test.each([
    'docs/table-get-many.json',
    'responses/fx-get_incidents_response.json',
    'responses/itential-getIncidents-default.json',
  ])('the list in %s is read', (file) => {
    const issues = many.parse(read(file)).result.map((row) => issueOf(row, instance))
    expect(issues.length).toBeGreaterThan(0)
    for (const { id, title } of issues) {
      expect(id).toMatch(/^[0-9a-f]{32}$/u)
      expect(title).not.toBe('')
    }
  })

  test('a recorded creation is read, empty fields and references by link included', () => {
    const [exchange] = read('responses/swimlane-create_incident.json') as { json_body: unknown }[]
    const wire = one.parse(exchange?.json_body).result
    expect(issueOf(wire, instance)).toMatchObject({
      key: 'INC0010006',
      status: { id: '1' },
      updatedAt: new Date('2023-08-07T10:59:39Z'),
    })
    expect(wire.sys_created_by?.value).toBe('admin')
    expect(wire.correlation_id?.value).toBe('')
  })

  test('a reference shows its sys_id where no display value was asked for', () => {
    const wire = one.parse(read('docs/table-patch-one.json')).result
    expect(wire.assigned_to?.value).toBe('681b365ec0a80164000fb0b05854a0cd')
  })

  test('the documented refusal for too many requests is told in its words', () => {
    const text = JSON.stringify(read('docs/error-429.json'))
    const answer: IncomingAnswer = {
      status: 429,
      headers: { 'retry-after': '30' },
      text,
      redact: (words) => words,
    }
    expect(refusal(answer, new Date())).toMatchObject({
      kind: 'rate-limited',
      retryAfterMs: 30_000,
      detail: expect.stringContaining('Rate limit of 100 requests per hour for Table API exceeded'),
    })
  })
})
