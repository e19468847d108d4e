import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { startJira } from '../../../../simulators/jira/index.ts'
import { anyText } from '../../testing/contract-world.ts'
import { deskOf, draft, editions, infra } from '../testing/desk.ts'

const desk = deskOf(startJira)

const keys = (issues: { key: string }[]) => issues.map(({ key }) => key)

describe.each(editions)('search in Jira, %s', (edition) => {
  test('C2 · a key finds its issue at once, although the index lags behind', async () => {
    const { site, helpDesk } = await desk(edition)
    site.faults.indexLagMs = 60_000
    expect(keys(await helpDesk.search(' infra-1 ', 10))).toEqual(['INFRA-1'])
  })

  test('C2, CX19 · an issue that was moved is found by its old key too', async () => {
    const { team, helpDesk, issue } = await desk(edition)
    team.move('INFRA-1', 'DATA')
    expect(await helpDesk.search('INFRA-1', 10)).toMatchObject([{ id: issue.id, key: 'DATA-1' }])
  })

  test('C2 · words find the issues that have all of them, the last one half typed', async () => {
    const { tracker, helpDesk, clock } = await desk(edition)
    clock.now += 2000
    await tracker.create({ ...draft, title: 'Disk idle in Paris' }, infra, 'm1')
    clock.now += 2000
    await tracker.create({ ...draft, title: 'Disk idle in Rome' }, infra, 'm2')
    expect(keys(await helpDesk.search('disk idl', 10))).toEqual(['INFRA-3', 'INFRA-2'])
    expect(keys(await helpDesk.search('disk paris', 10))).toEqual(['INFRA-2'])
    expect(keys(await helpDesk.search('disk', 1))).toEqual(['INFRA-3'])
  })

  test('C2 · a key that is not there is looked for as words', async () => {
    const { tracker, helpDesk } = await desk(edition)
    await tracker.create({ ...draft, title: 'See ABC-77 elsewhere' }, infra, 'm1')
    expect(keys(await helpDesk.search('ABC-77', 10))).toEqual(['INFRA-2'])
  })

  test('what people type never asks for more, and never is a mistake of the query', async () => {
    const { helpDesk, site } = await desk(edition)
    for (const text of ['', '  ', '*', '"', '???', '\\', '()']) {
      expect(await helpDesk.search(text, 10)).toEqual([])
    }
    const hostile = [
      '" OR project = INFRA OR text ~ "',
      'x" ORDER BY created',
      'NOT sign',
      'sign OR x',
      'zzz*',
    ]
    for (const text of hostile) expect(keys(await helpDesk.search(text, 10))).toEqual([])
    for (const text of ['-sign', 'SIGN~', '"sign" & fails?'])
      expect(keys(await helpDesk.search(text, 10))).toEqual(['INFRA-1'])
    expect(site.calls.filter(({ status }) => status >= 500)).toEqual([])
  })

  test('whatever people type, only issues that have all of its words are found', async () => {
    const { helpDesk, tracker, site } = await desk(edition)
    const titles = ['Sign-in fails for key 1', 'Labels of the project order text', 'Not empty and active']
    for (const [place, title] of titles.entries())
      await tracker.create({ ...draft, title }, infra, `m${place}`)
    const wordsOf = (text: string) => text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []
    const finds = async (text: string) => {
      const asked = wordsOf(text)
      for (const { key, title } of await helpDesk.search(text, 50)) {
        if (key === text.trim().toUpperCase()) continue
        expect(asked.length).toBeGreaterThan(0)
        const words = wordsOf(`${title} ${draft.description}`)
        expect(asked.filter((one) => !words.some((word) => word.startsWith(one)))).toEqual([])
      }
    }
    await fc.assert(fc.asyncProperty(anyText, finds), { numRuns: 200 })
    expect(site.calls.filter(({ status }) => status >= 400)).toEqual([])
  })
})
