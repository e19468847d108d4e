import { describe, expect, test } from 'vitest'
import { startJira } from '../../../../simulators/jira/index.ts'
import type { FieldValue } from '../../../domain/field-value.ts'
import { faultOf } from '../../testing/fault-of.ts'
import { deskOf, draft, editions, infra, mapped } from '../testing/desk.ts'

const desk = deskOf(startJira)

const ids = Array.from({ length: 10 }, (_, place) => `customfield_${10_101 + place}`)

describe.each(editions)('values of mapped fields in Jira, %s', (edition) => {
  test('C8, C43 · every kind is sent with the creation, in one request, and read back as it was', async () => {
    const { site, tracker, helpDesk } = await desk(edition)
    const fields = await helpDesk.fields.all()
    const [tomas] = await helpDesk.fields.users('Tomas Okafor')
    const values: Record<string, FieldValue> = {
      customfield_10101: 'ACME & Söhne',
      customfield_10102: 'High',
      customfield_10103: ['Billing', 'Login'],
      customfield_10104: ['Europe', 'Spain'],
      customfield_10105: tomas?.value ?? '',
      customfield_10106: '2026-12-24',
      customfield_10107: 12.5,
      customfield_10108: '1. Open\n2. **Click**',
      customfield_10109: 'S2',
      customfield_10110: 'very',
    }
    const before = site.calls.length
    const { id } = await tracker.create(
      { ...draft, markdown: true, values: ids.map((field) => mapped(fields, field, values[field] ?? null)) },
      infra,
      'm1',
    )
    expect(site.calls.slice(before).map(({ method }) => method)).toEqual(['POST'])
    const { issues } = await helpDesk.read([id], ids)
    expect(issues[0]?.values).toEqual({ ...values, customfield_10105: 'Tomas Okafor' })
  })

  test('C10 · empty values are not sent, and are read as empty', async () => {
    const { tracker, helpDesk } = await desk(edition)
    const fields = await helpDesk.fields.all()
    const values = [mapped(fields, 'customfield_10102', null), mapped(fields, 'customfield_10103', [])]
    const { id } = await tracker.create({ ...draft, values }, infra, 'm1')
    const { issues } = await helpDesk.read([id], ids)
    expect(issues[0]?.values).toEqual(Object.fromEntries(ids.map((field) => [field, null])))
  })

  test('Jira’s own fields are mapped too; the hub’s labels and component stay', async () => {
    const { site, tracker, helpDesk } = await desk(edition)
    const fields = await helpDesk.fields.all()
    const values = [
      mapped(fields, 'labels', ['vip', 'late']),
      mapped(fields, 'components', ['Storage']),
      mapped(fields, 'priority', 'Highest'),
      mapped(fields, 'duedate', '2026-12-31'),
    ]
    const { id } = await tracker.create(
      { ...draft, priority: 'Low', values },
      { ...infra, component: 'Compute' },
      'm1',
    )
    expect(site.state.issues.get(id)?.labels).toEqual(['crosstie', 'crosstie-m1', 'late', 'vip'])
    const { issues } = await helpDesk.read(
      [id],
      ['components', 'priority', 'duedate', 'resolution', 'customfield_1'],
    )
    expect(issues[0]?.values).toEqual({
      components: ['Compute', 'Storage'],
      priority: 'Highest',
      duedate: '2026-12-31',
      resolution: null,
    })
  })

  test('a parent alone is a list of one, and `Parent > Child` is both', async () => {
    const { tracker, helpDesk } = await desk(edition)
    const fields = await helpDesk.fields.all()
    const read = async (value: FieldValue, marker: string) => {
      const values = [mapped(fields, 'customfield_10104', value)]
      const { id } = await tracker.create({ ...draft, values }, infra, marker)
      return (await helpDesk.read([id], ['customfield_10104'])).issues[0]?.values['customfield_10104']
    }
    expect(await read(['Antarctica'], 'm1')).toEqual(['Antarctica'])
    expect(await read('Europe > France', 'm2')).toEqual(['Europe', 'France'])
  })

  test('CX14 · an option that is not there is refused with the field’s id, in Jira’s words', async () => {
    const { tracker, helpDesk } = await desk(edition)
    const fields = await helpDesk.fields.all()
    const values = [mapped(fields, 'customfield_10102', 'Enormous')]
    const fault = await faultOf(tracker.create({ ...draft, values }, infra, 'm1'))
    expect(fault).toMatchObject({
      kind: 'invalid',
      fields: { customfield_10102: expect.stringContaining('Enormous') },
    })
  })

  test('what a text cannot carry is told once, with the issue', async () => {
    const { tracker, helpDesk } = await desk(edition)
    const fields = await helpDesk.fields.all()
    const values = [mapped(fields, 'customfield_10108', '![a](https://example.com/a.png)')]
    const text = { description: 'See ![a](https://example.com/a.png)', markdown: true }
    const { lost } = await tracker.create({ ...draft, ...text, values }, infra, 'm1')
    expect(lost).toEqual(['an embedded picture “a”'])
    expect(await tracker.create(draft, infra, 'm2')).not.toHaveProperty('lost')
  })
})
