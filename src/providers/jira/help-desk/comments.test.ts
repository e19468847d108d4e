import { describe, expect, test } from 'vitest'
import { startJira } from '../../../../simulators/jira/index.ts'
import { createJiraClient } from '../client.ts'
import { cloud } from '../cloud.ts'
import { deskOf, editions } from '../testing/desk.ts'
import type { IssueComment } from '../../help-desk.ts'
import { commentOf, commentsOf } from './comments.ts'
import { wireComment } from './wire.ts'

const desk = deskOf(startJira)

async function all(pages: AsyncIterable<IssueComment[]>): Promise<IssueComment[]> {
  const found: IssueComment[] = []
  for await (const page of pages) found.push(...page)
  return found
}

describe.each(editions)('comments of Jira, %s', (edition) => {
  test('C11 · come newest first, each with its author, its moments and its marker', async () => {
    const { helpDesk, tracker, team, issue, clock } = await desk(edition)
    team.comment('INFRA-1', 'First', { by: 'Ravi Bhandari' })
    clock.now += 60_000
    const own = { text: 'Ours', author: 'Ada', marker: 'mark-7', again: false }
    const { id } = await tracker.comment(issue.id, own)
    const [ours, first] = await all(helpDesk.comments(issue.id))
    expect(ours).toMatchObject({
      id,
      marker: 'mark-7',
      author: 'Crosstie',
      text: '**Ada:**\n\nOurs',
      lost: [],
    })
    expect(first).toMatchObject({
      text: 'First',
      author: 'Ravi Bhandari',
      createdAt: new Date('2026-11-22T05:00:00Z'),
      marker: null,
      limitedTo: null,
      isInternalNote: false,
    })
  })

  test('C13, CX12 · a comment restricted to a role or a group is told as restricted', async () => {
    const { helpDesk, team, issue } = await desk(edition)
    team.comment('INFRA-1', 'Secret', { role: 'Administrators' })
    team.comment('INFRA-1', 'Ours only', { group: 'jira-developers' })
    expect((await all(helpDesk.comments(issue.id))).map(({ limitedTo }) => limitedTo)).toEqual([
      'jira-developers',
      'Administrators',
    ])
  })

  test('CX12 · a service desk’s internal note is told as such', async () => {
    const { helpDesk, team, issue } = await desk(edition)
    team.comment('INFRA-1', 'Between us', { internal: true })
    team.comment('INFRA-1', 'For all')
    expect((await all(helpDesk.comments(issue.id))).map(({ isInternalNote }) => isInternalNote)).toEqual([
      false,
      true,
    ])
  })

  test('C12, CX18 · an edit shows its moment, a deleted one is not there, a restriction set later is seen', async () => {
    const { helpDesk, team, issue, clock } = await desk(edition)
    const one = team.comment('INFRA-1', 'One')
    const two = team.comment('INFRA-1', 'Two')
    clock.now += 60_000
    team.editComment('INFRA-1', one.id, 'One, corrected')
    team.restrictComment('INFRA-1', one.id, { role: 'Developers' })
    team.removeComment('INFRA-1', two.id)
    const [left, ...rest] = await all(helpDesk.comments(issue.id))
    expect(rest).toEqual([])
    expect(left).toMatchObject({ text: 'One, corrected', limitedTo: 'Developers' })
    expect(Number(left?.updatedAt) - Number(left?.createdAt)).toBeGreaterThanOrEqual(60_000)
  })

  test('more than a page are all read, once each', async () => {
    const { helpDesk, team, issue, site } = await desk(edition)
    for (let number = 0; number < 230; number += 1) team.comment('INFRA-1', `No. ${number}`)
    const before = site.calls.length
    const found = await all(helpDesk.comments(issue.id))
    expect(found.map(({ text }) => text)).toEqual(
      Array.from({ length: 230 }, (_, place) => `No. ${229 - place}`),
    )
    expect(site.calls.length - before).toBe(3)
  })

  test('one that is deleted while they are read lets no other slip through', async () => {
    const { helpDesk, team, issue } = await desk(edition)
    const made = Array.from({ length: 150 }, (_, number) => team.comment('INFRA-1', `No. ${number}`))
    const found: IssueComment[] = []
    for await (const page of helpDesk.comments(issue.id)) {
      if (found.length === 0) for (const { id } of made.slice(-3)) team.removeComment('INFRA-1', id)
      found.push(...page)
    }
    expect(new Set(found.map(({ id }) => id))).toEqual(new Set(made.map(({ id }) => id)))
    expect(found).toHaveLength(150)
  })
})

test('C15 · a comment in Markdown keeps its form, and says what it lost', async () => {
  for (const edition of editions) {
    const { helpDesk, tracker, issue } = await desk(edition)
    const text = 'Do **this**:\n\n- one\n- two\n\n![shot](https://example.com/s.png)'
    const made = await tracker.comment(issue.id, {
      text,
      markdown: true,
      author: 'Ada',
      marker: 'm',
      again: false,
    })
    expect(made.lost).toEqual(['an embedded picture “shot”'])
    const [read] = await all(helpDesk.comments(issue.id))
    expect(read?.text).toBe('**Ada:**\n\nDo **this**:\n\n- one\n- two\n\n[shot](https://example.com/s.png)')
  }
})

describe('CX12 · whatever restriction is not understood is one', () => {
  const base = { id: 1, created: '2026-11-22T05:00:00.000+0000', body: null }
  const http = { send: () => Promise.reject(new Error('nothing is sent')) }
  const config = { site: 'https://x.atlassian.net', token: 't', defaultProjectKey: 'X' }
  const client = createJiraClient(config, { http, now: () => new Date() }, cloud)
  const read = (members: object) => commentOf(wireComment.parse({ ...base, ...members }), client)

  test.each<[object, string | null]>([
    [{}, null],
    [{ visibility: null }, null],
    [{ visibility: { type: 'role', value: 'Developers' } }, 'Developers'],
    [{ visibility: { type: 'group', value: null, identifier: '276f' } }, '276f'],
    [{ visibility: { type: 'team', value: 'Core' } }, 'Core'],
    [{ visibility: {} }, 'a restriction that the hub does not know'],
    [{ visibility: [] }, 'a restriction that the hub does not know'],
    [{ visibility: 'internal' }, 'internal'],
    [{ visibility: false }, 'a restriction that the hub does not know'],
  ])('%j is limited to %s', (members, limitedTo) => {
    expect(read(members).limitedTo).toBe(limitedTo)
  })

  test.each<[object, boolean]>([
    [{}, false],
    [{ jsdPublic: null }, false],
    [{ jsdPublic: true }, false],
    [{ jsdPublic: false }, true],
    [{ jsdPublic: 'no' }, true],
    [{ properties: [{ key: 'sd.public.comment', value: { internal: true } }] }, true],
    [{ properties: [{ key: 'sd.public.comment', value: { internal: false } }] }, false],
    [{ properties: [{ key: 'sd.public.comment', value: { audience: 'agents' } }] }, true],
    [{ properties: [{ key: 'sd.public.comment', value: 'internal' }] }, true],
    [{ properties: [{ key: 'another.app', value: { internal: true } }] }, false],
  ])('%j is an internal note: %s', (members, isInternalNote) => {
    expect(read(members).isInternalNote).toBe(isInternalNote)
  })

  test('the marker is told only where properties are', () => {
    expect(read({}).marker).toBeUndefined()
    expect(read({ properties: [] }).marker).toBeNull()
    expect(read({ properties: [{ key: 'crosstie', value: { marker: 7 } }] }).marker).toBeNull()
    expect(read({ properties: [{ key: 'crosstie', value: { marker: 'm' } }] }).marker).toBe('m')
  })

  test('a list that never ends well is not read for ever', async () => {
    let calls = 0
    const answer = (id: number) => ({ ...base, id })
    const endless = {
      send: async () => {
        calls += 1
        const text = JSON.stringify({ comments: [answer(calls * 2), answer(calls * 2 + 1)], total: 10 })
        return { status: 200, headers: {}, text, redact: (words: string) => words }
      },
    }
    const other = createJiraClient(config, { http: endless, now: () => new Date() }, cloud)
    expect(await all(commentsOf(other, '1', 2))).not.toHaveLength(0)
    expect(calls).toBeLessThan(30)
  })
})
