import { afterAll, beforeAll, expect, test } from 'vitest'
import { sequence } from './random.ts'
import { judge, titleOf, type Found, type Verdict } from './checker.ts'
import { startLanes, type Lane } from './lanes.ts'

let jira: Lane
beforeAll(async () => {
  const lanes = await startLanes({ random: sequence(1) })
  const [first, ...others] = lanes
  if (!first) throw new Error('There is no lane.')
  jira = first
  await Promise.all(others.map((lane) => lane.close()))
})
afterAll(() => jira?.close())

/** Somebody creates an issue by hand; answers its id. */
async function createByHand(title: string): Promise<string> {
  const answer = await fetch(`${jira.url}/rest/api/3/issue`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      authorization: `Basic ${btoa('crosstie@example.com:jira-token')}`,
    },
    body: JSON.stringify({
      fields: { project: { key: 'INFRA' }, issuetype: { name: 'Task' }, summary: title },
    }),
  })
  return ((await answer.json()) as { id: string }).id
}

const title = titleOf('Jira', 1)
const other = titleOf('Jira', 2)
const found = (of: Partial<Found>): Found => ({
  lane: 'Jira',
  blind: false,
  asked: [title],
  tickets: [{ title, state: 'done', issueId: null }],
  issues: jira.issues(),
  ...of,
})

test('The checker sees one issue, and reports a second one that was made by hand', async () => {
  const issueId = await createByHand(title)
  const tickets = [{ title, state: 'done', issueId }]
  expect(judge(found({ tickets }))).toMatchObject({ issues: 1, doubled: 0, lost: 0, wrong: [] })
  await createByHand(title)
  expect(judge(found({ tickets }))).toMatchObject({
    issues: 2,
    doubled: 1,
    lost: 0,
    wrong: [`Jira: “${title}” is 2 issues.`],
  })
})

const done = { title, state: 'done', issueId: '7' }
const one = { id: '7', title }
const without = (state: string) => ({ issues: [], tickets: [{ title, state, issueId: null }] })

test.each<[string, Partial<Found>, Partial<Verdict>]>([
  ['no issue', { issues: [], tickets: [done] }, { lost: 1 }],
  ['no ticket', { issues: [], tickets: [] }, { lost: 1 }],
  ['a ticket that came to no end', without('checking'), { lost: 1 }],
  ['a parked ticket although the tracker can be searched', without('parked'), { lost: 1 }],
  ['a link to another issue', { issues: [{ id: '8', title }], tickets: [done] }, { lost: 1 }],
  ['two tickets', { issues: [one], tickets: [done, done] }, { doubled: 1 }],
  [
    'an issue nobody asked for',
    { issues: [one, { id: '9', title: other }], tickets: [done] },
    { doubled: 1 },
  ],
])('The checker reports %s', (_what, of, wrong) => {
  const verdict = judge(found(of))
  expect(verdict).toMatchObject({ doubled: 0, lost: 0, parked: 0, ...wrong })
  expect(verdict.wrong).toHaveLength(1)
})

test('A parked ticket is an honest end where the tracker cannot be searched', () => {
  const verdict = judge(found({ blind: true, ...without('parked') }))
  expect(verdict).toMatchObject({ doubled: 0, lost: 0, parked: 1, wrong: [] })
})
