import { describe, expect, test } from 'vitest'
import { startJira } from '../../../../simulators/jira/index.ts'
import { deskOf, draft, editions, infra } from '../testing/desk.ts'

const desk = deskOf(startJira)

describe.each(editions)('issues of Jira as the help desk reads them, %s', (edition) => {
  test('C6, CX19 · a move, another type and a new status are seen under the same id', async () => {
    const { team, helpDesk, issue } = await desk(edition)
    team.move('INFRA-1', 'DATA')
    team.changeType('DATA-1', 'Bug')
    team.transition('DATA-1', 'Done')
    const { issues } = await helpDesk.read([issue.id], [])
    expect(issues).toMatchObject([
      {
        id: issue.id,
        key: 'DATA-1',
        project: { key: 'DATA', name: 'Data platform' },
        type: { name: 'Bug' },
        status: { name: 'Done' },
        values: {},
        commentTotal: 0,
        files: [],
      },
    ])
  })

  test('C6 · a field that a person set is read by its id', async () => {
    const { team, helpDesk, issue } = await desk(edition)
    team.setField('INFRA-1', 'Impact', { value: 'Low' })
    team.setField('INFRA-1', 'Technical owner', 'Ines Vauclair')
    team.setField('INFRA-1', 'Steps to reproduce', 'One\nTwo')
    const wanted = ['customfield_10102', 'customfield_10105', 'customfield_10108']
    const { issues } = await helpDesk.read([issue.id], wanted)
    expect(issues[0]?.values).toMatchObject({ customfield_10102: 'Low', customfield_10105: 'Ines Vauclair' })
    expect(issues[0]?.values['customfield_10108']).toMatch(/^One\s+Two$|^One\\\nTwo$/u)
  })

  test('comments and files come with it, and how many there are in all', async () => {
    const { team, helpDesk, issue, clock } = await desk(edition)
    for (let number = 1; number <= 25; number += 1) {
      clock.now += 1000
      team.comment('INFRA-1', `Comment ${number}`)
    }
    const content = Buffer.from('log')
    team.attach('INFRA-1', { name: 'a b.log', mediaType: 'text/plain', content })
    const [read] = (await helpDesk.read([issue.id], [])).issues
    expect(read).toMatchObject({
      commentTotal: 25,
      files: [{ name: 'a b.log', mediaType: 'text/plain', size: 3, author: 'Mara Lindqvist' }],
    })
    expect(read?.comments).toHaveLength(edition === 'cloud' ? 20 : 25)
    // Beside an issue properties are not shown: it is not known whose comments they are.
    expect(read?.comments.map(({ marker }) => marker)).toContain(undefined)
  })

  test('what is not there is gone, and what is there is read all the same', async () => {
    const { helpDesk, issue, team, tracker } = await desk(edition)
    const other = await tracker.create(draft, infra, 'm1')
    team.remove(other.key)
    const { issues, gone } = await helpDesk.read([issue.id, other.id], ['customfield_10101'])
    expect([issues.map(({ id }) => id), gone]).toEqual([[issue.id], [other.id]])
    expect(await helpDesk.read([], ['customfield_10101'])).toEqual({ issues: [], gone: [] })
  })

  test('a hundred and more are read in Jira’s own batches', async () => {
    const { helpDesk, tracker, site } = await desk(edition)
    const ids: string[] = []
    for (let number = 0; number < 101; number += 1) {
      ids.push((await tracker.create(draft, infra, `m${number + 1}`)).id)
    }
    const before = site.calls.length
    expect((await helpDesk.read(ids, [])).issues).toHaveLength(101)
    expect(site.calls.length - before).toBe(edition === 'cloud' ? 2 : 101)
  })

  test('foreign members and nulls do no harm', async () => {
    const { helpDesk, issue, site, team } = await desk(edition)
    team.comment('INFRA-1', 'Seen', { role: 'Developers' })
    team.attach('INFRA-1', { name: 'x', mediaType: 'text/plain', content: Buffer.from('x') })
    site.faults.rules.push({ effect: { unknownMembers: true, nulls: true } })
    const { issues } = await helpDesk.read([issue.id], ['customfield_10102', 'priority'])
    expect(issues[0]).toMatchObject({
      comments: [{ text: 'Seen', limitedTo: 'Developers' }],
      files: [{ name: 'x' }],
    })
  })
})
