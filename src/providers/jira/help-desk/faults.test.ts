import { describe, expect, test } from 'vitest'
import { startJira, type FaultEffect } from '../../../../simulators/jira/index.ts'
import type { FaultKind } from '../../../domain/fault.ts'
import type { HelpDeskTracker } from '../../help-desk.ts'
import { faultOf } from '../../testing/fault-of.ts'
import { deskOf, editions, infra } from '../testing/desk.ts'

const desk = deskOf(startJira)

const calls: Record<
  string,
  (desk: HelpDeskTracker, ids: { issue: string; file: string }) => Promise<unknown>
> = {
  'search by words': (at) => at.search('sign', 5),
  'search by key': (at) => at.search('INFRA-1', 5),
  'fields.all': (at) => at.fields.all(),
  'fields.screen': (at) => at.fields.screen(infra),
  'fields.users': (at) => at.fields.users('Mara'),
  read: (at, { issue }) => at.read([issue], ['customfield_10101']),
  comments: async (at, { issue }) => {
    for await (const page of at.comments(issue)) expect(page).toBeDefined()
  },
  'backlink.set': (at, { issue }) =>
    at.backlink.set(issue, { id: 'x', url: 'https://x.example', title: 'x' }),
  'files.attach': (at, { issue }) =>
    at.files.attach(issue, { name: 'x', mediaType: 'text/plain', content: Buffer.from('x') }),
  'files.fetch': (at, { file }) => at.files.fetch(file, 100),
}

const faults: [string, FaultEffect, FaultKind][] = [
  ['401', { status: 401 }, 'unauthorized'],
  ['403', { status: 403 }, 'forbidden'],
  ['429', { status: 429, retryAfter: 7 }, 'rate-limited'],
  ['503', { status: 503 }, 'unavailable'],
  ['a sign-in page', { html: true }, 'bad-answer'],
  ['half an answer', { halfJson: true }, 'bad-answer'],
  ['an empty answer', { emptyBody: true }, 'bad-answer'],
  ['a lost answer', { commitThenDrop: true }, 'interrupted'],
]

/** A 403 for one issue of a server means that it may not be seen, see the README. */
const hides = (edition: string, name: string, effect: FaultEffect) =>
  edition === 'server' && effect.status === 403 && (name === 'read' || name === 'search by key')

describe.each(editions)('a fault in any call to Jira, %s', (edition) => {
  test.each(faults)('%s has its kind', async (_, effect, kind) => {
    const { helpDesk, issue, site, team } = await desk(edition)
    const file = team.attach('INFRA-1', { name: 'x', mediaType: 'text/plain', content: Buffer.from('x') })
    for (const [name, call] of Object.entries(calls)) {
      if (hides(edition, name, effect)) continue
      site.faults.rules.splice(0, Infinity, { effect })
      const fault = await faultOf(call(helpDesk, { issue: issue.id, file: file.id }))
      expect([name, fault.kind]).toEqual([name, kind])
    }
  })

  test('fields that could not be asked for are asked for again', async () => {
    const { helpDesk, issue, site } = await desk(edition)
    site.faults.rules.push({ times: 1, effect: { status: 503 } })
    await faultOf(helpDesk.read([issue.id], ['customfield_10101']))
    expect((await helpDesk.read([issue.id], ['customfield_10101'])).issues).toHaveLength(1)
  })
})
