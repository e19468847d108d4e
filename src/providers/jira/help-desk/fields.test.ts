import { describe, expect, test } from 'vitest'
import { startJira } from '../../../../simulators/jira/index.ts'
import { faultOf } from '../../testing/fault-of.ts'
import { deskOf, editions, infra } from '../testing/desk.ts'

const desk = deskOf(startJira)

describe.each(editions)('fields of Jira, %s', (edition) => {
  test('C45, CX23 · all are told with their ids, names that are not unique too', async () => {
    const { helpDesk } = await desk(edition)
    const fields = await helpDesk.fields.all()
    const custom = fields.filter(({ isCustom }) => isCustom).map(({ id, kind }) => [id, kind])
    expect(custom).toEqual([
      ['customfield_10101', 'text'],
      ['customfield_10102', 'option'],
      ['customfield_10103', 'options'],
      ['customfield_10104', 'cascading'],
      ['customfield_10105', 'user'],
      ['customfield_10106', 'date'],
      ['customfield_10107', 'number'],
      ['customfield_10108', 'paragraph'],
      ['customfield_10109', 'option'],
      ['customfield_10110', 'text'],
    ])
    expect(fields.filter(({ name }) => name === 'Severity').map(({ id }) => id)).toHaveLength(2)
    const kindOf = (id: string) => fields.find((field) => field.id === id)?.kind
    expect(['duedate', 'labels', 'components', 'priority', 'description'].map(kindOf)).toEqual([
      'date',
      'options',
      'options',
      'option',
      'paragraph',
    ])
    expect(['status', 'project', 'comment', 'created'].map(kindOf)).toEqual([
      undefined,
      undefined,
      undefined,
      undefined,
    ])
  })

  test('C36, CX25 · the screen tells what it demands and what its options are called', async () => {
    const { site, helpDesk } = await desk(edition)
    site.state.projects[0]?.requiredFields.push(
      { id: 'customfield_10102', name: 'Impact' },
      { id: 'customfield_10900', name: 'Cost centre', kind: 'number' },
      { id: 'customfield_10901', name: 'Channel', options: ['Mail', 'Phone'], hasDefault: true },
    )
    const screen = await helpDesk.fields.screen(infra)
    const demanded = screen.filter(({ required, hasDefault }) => required && !hasDefault)
    expect(demanded.map(({ name }) => name)).toEqual(['Impact', 'Cost centre'])
    const optionsOf = (name: string) => screen.find((field) => field.name === name)?.options
    expect(optionsOf('Impact')).toEqual(['Low', 'Medium', 'High'])
    expect(optionsOf('Region')).toEqual([
      'Europe',
      'Europe > France',
      'Europe > Spain',
      'Americas',
      'Americas > Brazil',
      'Antarctica',
    ])
    expect(optionsOf('Components')).toContain('Network')
    expect(optionsOf('Customer')).toBeUndefined()
    expect(screen.find(({ name }) => name === 'Channel')).toMatchObject({ required: true, hasDefault: true })
  })

  test('what a creation sends anyway is not asked for', async () => {
    const { helpDesk } = await desk(edition)
    const ids = (await helpDesk.fields.screen({ ...infra, component: 'Network' })).map(({ id }) => id)
    for (const id of ['summary', 'description', 'project', 'issuetype']) expect(ids).not.toContain(id)
  })

  test('a type that the project has not is a fault of its field', async () => {
    const { helpDesk } = await desk(edition)
    const fault = await faultOf(helpDesk.fields.screen({ ...infra, issueType: 'Incident' }))
    expect(fault).toMatchObject({ kind: 'invalid', fields: { issueType: expect.stringContaining('Task') } })
  })

  test('a person is known by the whole name or the e-mail address, not by a part', async () => {
    const { helpDesk, site } = await desk(edition)
    const mara = site.state.people.find(({ name }) => name === 'Mara Lindqvist')
    const value = edition === 'cloud' ? mara?.accountId : mara?.userName
    const found = [{ value, label: 'Mara Lindqvist' }]
    expect(await helpDesk.fields.users('mara lindqvist')).toEqual(found)
    expect(await helpDesk.fields.users('@Mara Lindqvist')).toEqual(found)
    expect(await helpDesk.fields.users('Mara.Lindqvist@example.com')).toEqual(found)
    expect(await helpDesk.fields.users('Mara')).toEqual([])
    expect(await helpDesk.fields.users('Nobody')).toEqual([])
    expect(await helpDesk.fields.users(' ')).toEqual([])
  })

  test('somebody who hides the e-mail address is found by it all the same', async () => {
    const { helpDesk, site } = await desk(edition)
    site.faults.rules.push({ effect: { nulls: true } })
    expect(await helpDesk.fields.users('mara.lindqvist@example.com')).toMatchObject([
      { label: 'Mara Lindqvist' },
    ])
  })
})
