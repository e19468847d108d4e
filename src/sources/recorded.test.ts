import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { isObject } from './listing.ts'
import { formatOf, read, refusalOf } from './testing/read.ts'

const folder = new URL('../../../shared/contracts/recommendations/', import.meta.url)
const there = existsSync(folder)
const filesIn = (path: string) =>
  there ? readdirSync(new URL(path, folder)).map((name) => `${path}${name}`) : []

/** The answer in a file, which may be wrapped as a recorded exchange or as Microsoft's example. */
function answerIn(path: string): unknown {
  const content: unknown = JSON.parse(readFileSync(new URL(path, folder), 'utf8'))
  if (Array.isArray(content)) return (content[0] as { response: unknown }).response
  if (isObject(content) && isObject(content.responses))
    return (content.responses['200'] as { body: unknown }).body
  return content
}

const aws = filesIn('aws/').filter((path) => /\/(list|get)-recommendation/u.test(path))
const azure = [...filesIn('azure/captured/'), ...filesIn('azure/examples/')]
const google = [...filesIn('gcp/captured/'), ...filesIn('gcp/responses/')]
const formats = [
  ['AWS Cost Optimization Hub', aws],
  ['Azure Advisor', azure],
  ['Google Recommender', google],
] as const
const all = formats.flatMap(([format, paths]) => paths.map((path) => [path, format] as const))

describe.skipIf(!there)('Recorded documents (skipped where ../shared/contracts is not there)', () => {
  test('there are 4 of AWS, 4 of Azure and 5 of Google', () => {
    expect([aws.length, azure.length, google.length]).toEqual([4, 4, 5])
  })

  test.each(all)(
    '%s is recognised as %s, and every item becomes a finding or is skipped with a reason',
    (path, format) => {
      const answer = answerIn(path)
      expect(formatOf(answer)).toBe(format)
      const { findings, skipped } = read(answer)
      const lists = isObject(answer) ? [answer.items, answer.value, answer.recommendations] : []
      const items = lists.find((list) => Array.isArray(list)) ?? [answer]
      expect(findings.length + skipped.length).toBe(items.length)
      for (const { because } of skipped) expect(because).toMatch(/\.$/u)
      for (const finding of findings) {
        expect(finding.title).toMatch(/^\S.{10,}\S$/u)
        expect(finding.description.length).toBeGreaterThanOrEqual(16)
        expect(finding.resource).toBeTruthy()
        expect(finding.account).toBeTruthy()
        if (finding.saving) expect(finding.saving.amount).toBeGreaterThan(0)
      }
    },
  )

  test('a recommendation that AWS lists and gets has the same key and title', () => {
    const [listed] = read(answerIn('aws/list-recommendations-ec2-rightsize.json')).findings
    const [got] = read(answerIn('aws/get-recommendation-ec2-rightsize.derived.json')).findings
    expect(got).toMatchObject({ key: listed?.key, title: listed?.title, saving: listed?.saving })
  })

  test('a list of Trusted Advisor is refused by name', () => {
    const answer = answerIn('aws/trusted-advisor-list-recommendation-resources.json')
    expect(refusalOf(answer).path).toBe('recommendationResourceSummaries')
  })

  test('of Azure’s savings plans and reservations, one each is taken, and the sum promises no money twice', () => {
    const { findings, skipped } = read(answerIn('azure/captured/advisor-recommendations-cost.json'))
    expect(findings.map(({ saving }) => saving?.amount ?? null)).toEqual([39, 47, null, null])
    expect(skipped).toHaveLength(4)
  })

  test('nothing of Azure’s other categories becomes a finding', () => {
    for (const path of azure.filter((name) => !name.endsWith('-cost.json')))
      expect(read(answerIn(path)).findings).toEqual([])
  })

  test('Google’s savings below one unit and with both signs negative are read to the nano', () => {
    const amounts = google.flatMap((path) =>
      read(answerIn(path)).findings.map(({ saving }) => saving?.amount),
    )
    expect(amounts.toSorted((one, other) => (one ?? 0) - (other ?? 0))).toEqual([
      0.135483871, 0.4, 0.483870968, 1.548387097, 140.182895999,
    ])
  })

  test('a recommendation that was claimed at Google is skipped', () => {
    const { skipped } = read(answerIn('gcp/responses/recomator-machine-type-resize.json'))
    expect(skipped[0]?.because).toContain('claimed')
  })
})
