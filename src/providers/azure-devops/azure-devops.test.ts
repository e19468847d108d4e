import { describe, expect, onTestFinished, test } from 'vitest'
import { organizationUrl, requireField, startAzureDevOps } from '../../../simulators/azure-devops/index.ts'
import { createHttpClient } from '../http.ts'
import type { Draft } from '../provider.ts'
import { faultOf } from '../testing/fault-of.ts'
import type { AdoDestination } from './config.ts'
import { azureDevOps } from './index.ts'

const draft: Draft = { title: 'A title', description: 'Words', facts: [] }
const operations: AdoDestination = { project: 'Cloud Operations', workItemType: 'Task' }
const nodePools = String.raw`Cloud Operations\Compute\Kubernetes\Node pools`

async function world() {
  const site = await startAzureDevOps({ webhookRetryDelays: [] })
  const http = createHttpClient({ allowedPrivateHosts: ['127.0.0.1'] })
  onTestFinished(async () => {
    await http.close()
    await site.close()
  })
  const organization = organizationUrl(site)
  const config = azureDevOps.config.parse({ organization, token: 'ado-token' })
  const tracker = azureDevOps.connect(config, { http, now: () => new Date() })
  const itemOf = (id: string) => {
    const item = site.state.items.get(Number(id))
    if (!item) throw new Error(`There is no work item ${id}.`)
    return item
  }
  return { site, organization, tracker, itemOf }
}

type World = Awaited<ReturnType<typeof world>>

/** Changes fields as the form does. */
async function edit({ site, organization }: World, id: string, fields: Record<string, unknown>) {
  const answer = await fetch(`${organization}/_apis/wit/workitems/${id}?api-version=7.1`, {
    method: 'PATCH',
    headers: {
      authorization: `Basic ${Buffer.from(`:${site.state.token}`).toString('base64')}`,
      'content-type': 'application/json-patch+json',
    },
    body: JSON.stringify(
      Object.entries(fields).map(([name, value]) => ({ op: 'add', path: `/fields/${name}`, value })),
    ),
  })
  if (!answer.ok) throw new Error(await answer.text())
}

describe('check', () => {
  test('A27 · before a project is chosen lists the projects, and nothing is wrong', async () => {
    const { site, tracker } = await world()
    const account = await tracker.check({ workItemType: 'Task' } as AdoDestination)
    expect(account.places.map(({ value }) => value)).toEqual(['Cloud Operations', 'Data Platform'])
    expect(account).toMatchObject({ name: 'Crosstie', problems: [], needs: [] })
    expect(account.rights.every(({ granted }) => granted)).toBe(true)
    expect(account.anchor).toMatchObject({ scope: 'organization' })
    expect(account.expiresAt).toBeUndefined()
    expect(site.state.items.size).toBe(0)
  })

  test.each([
    ['projectRead', ['Project and Team: Read']],
    ['workItemsRead', ['Work Items: Read', 'Work Items: Read & write']],
    ['workItemsWrite', ['Work Items: Read & write']],
  ] as const)('A13, AX21 · without the scope %s the rights %j are missing', async (scope, expected) => {
    const { site, tracker } = await world()
    site.state.scopes[scope] = false
    for (const destination of [undefined, operations]) {
      const missing = (await tracker.check(destination)).rights.filter(({ granted }) => !granted)
      expect(missing.map(({ right }) => right)).toEqual(expected)
      for (const { howToGrant } of missing) expect(howToGrant).toMatch(/Personal Access Tokens/u)
    }
  })

  test('AX21 · a user who may not make tags lacks that right', async () => {
    const { site, tracker } = await world()
    site.state.mayCreateTags = false
    const missing = (await tracker.check(operations)).rights.filter(({ granted }) => !granted)
    expect(missing).toEqual([
      expect.objectContaining({
        right: 'Create tag definition',
        howToGrant: expect.stringContaining('Project Settings'),
      }),
    ])
  })

  test('AX21 · an area where the user may not save is a problem of the area path', async () => {
    const { site, tracker } = await world()
    for (const project of site.state.projects) project.mayEdit = false
    const account = await tracker.check({ ...operations, areaPath: nodePools })
    expect(account.problems).toEqual([{ field: 'areaPath', message: expect.stringContaining('TF237111') }])
    expect(account.rights.every(({ granted }) => granted)).toBe(true)
  })

  test('AX19 · a project, area or type that is gone is a problem of its field, with the nearest names', async () => {
    const { tracker } = await world()
    const problemsOf = async (change: Partial<AdoDestination>) =>
      (await tracker.check({ ...operations, ...change })).problems
    expect(await problemsOf({ project: 'Cloud Operation' })).toEqual([
      { field: 'project', message: expect.stringContaining('Cloud Operations') },
    ])
    expect(await problemsOf({ areaPath: String.raw`Cloud Operations\Storrage` })).toEqual([
      { field: 'areaPath', message: expect.stringContaining(String.raw`Cloud Operations\Storage`) },
    ])
    expect(await problemsOf({ workItemType: 'Bugg' })).toEqual([
      { field: 'workItemType', message: expect.stringContaining('Bug') },
    ])
  })

  test('names count without case', async () => {
    const { tracker } = await world()
    const destination = {
      project: 'cloud operations',
      areaPath: nodePools.toUpperCase(),
      workItemType: 'bug',
    }
    expect((await tracker.check(destination)).problems).toEqual([])
  })

  test('a field that the type requires is needed, its values as options; then it is written', async () => {
    const on = await world()
    const place = { project: 'Cloud Operations', type: 'Task' }
    const field = { referenceName: 'Custom.CostCentre', name: 'Cost centre' }
    const tier = { referenceName: 'Custom.Tier', name: 'Tier', allowedValues: ['Gold', 'Silver'] }
    requireField(on.site.state, { ...place, field })
    requireField(on.site.state, { ...place, field: tier })
    const { needs, problems } = await on.tracker.check(operations)
    expect(problems).toEqual([])
    expect(needs).toEqual([
      { id: 'Custom.CostCentre', name: 'Cost centre', type: 'text' },
      {
        id: 'Custom.Tier',
        name: 'Tier',
        type: 'option',
        options: [
          { value: 'Gold', label: 'Gold' },
          { value: 'Silver', label: 'Silver' },
        ],
      },
    ])
    const fault = await faultOf(on.tracker.create(draft, operations, 'm1'))
    expect(fault).toMatchObject({ kind: 'invalid', code: 'TF401320' })
    expect(Object.keys(fault.fields ?? {})).toEqual(['Custom.CostCentre', 'Custom.Tier'])
    const fields = [
      { id: 'Custom.CostCentre', name: 'Cost centre', type: 'text' as const, value: '4711' },
      { id: 'Custom.Tier', name: 'Tier', type: 'option' as const, value: 'Gold' },
    ]
    const { id } = await on.tracker.create({ ...draft, fields }, operations, 'm1')
    expect(on.itemOf(id).fields).toMatchObject({ 'Custom.CostCentre': '4711', 'Custom.Tier': 'Gold' })
  })
})

test('A42, AX9 · choices come from Azure DevOps, those of a project once it is chosen', async () => {
  const { tracker } = await world()
  const values = async (field: string, within = {}) =>
    (await tracker.choices(field, within)).map(({ value }) => value)
  const project = 'Cloud Operations'
  expect(await values('project')).toEqual([project, 'Data Platform'])
  expect(await values('workItemType', { project })).toEqual(['Bug', 'Task', 'User Story'])
  expect(await values('areaPath', { project })).toEqual([
    project,
    String.raw`Cloud Operations\Compute`,
    String.raw`Cloud Operations\Compute\Kubernetes`,
    nodePools,
    String.raw`Cloud Operations\Compute\Virtual machines`,
    String.raw`Cloud Operations\Network`,
    String.raw`Cloud Operations\Network\Edge`,
    String.raw`Cloud Operations\Storage`,
  ])
  expect(await values('priority')).toEqual(['1', '2', '3', '4'])
  expect(await values('priority', { project })).toEqual(['1', '2', '3', '4'])
  expect(await values('areaPath')).toEqual([])
  expect(await values('nonsense', { project })).toEqual([])
})

describe('create', () => {
  test('A9, A42 · sets type, area, priority, tags and link in the one request', async () => {
    const { site, organization, tracker, itemOf } = await world()
    const backlink = { label: 'Ticket T-17', url: 'https://hub.example.com/t/17' }
    const destination = { ...operations, areaPath: nodePools, workItemType: 'User Story' }
    const created = await tracker.create({ ...draft, priority: '4', backlink }, destination, 'm1')
    expect(itemOf(created.id)).toMatchObject({
      fields: {
        'System.WorkItemType': 'User Story',
        'System.AreaPath': nodePools,
        'System.Tags': 'crosstie; crosstie-m1',
        'Microsoft.VSTS.Common.Priority': 4,
        'System.Description': expect.stringContaining('<p>Words</p>'),
      },
      relations: [{ rel: 'Hyperlink', url: backlink.url, attributes: { comment: 'Ticket T-17' } }],
    })
    expect(created).toMatchObject({
      key: created.id,
      url: `${organization}/Cloud%20Operations/_workitems/edit/${created.id}`,
      status: { name: 'New' },
      version: '1',
    })
    expect(site.calls.map(({ path }) => path)).toEqual([
      '/northwind-cloud/Cloud%20Operations/_apis/wit/workitems/$User%20Story',
    ])
  })

  test.each([
    'http://localhost:3000/t/17',
    'http://10.1.2.3/t/17',
    'https://hub/t/17',
    'https://hub.local/t/17',
  ])('a way back that only the hub’s own network can open, %s, is no link of the item', async (url) => {
    const { tracker, itemOf } = await world()
    const { id } = await tracker.create({ ...draft, backlink: { label: 'T-17', url } }, operations, 'm1')
    expect(itemOf(id).relations).toEqual([])
    expect(itemOf(id).fields['System.Description']).toContain(url)
  })

  test('a Bug shows its description in its repro steps', async () => {
    const { tracker, itemOf } = await world()
    const { id } = await tracker.create(draft, { ...operations, workItemType: 'Bug' }, 'm1')
    expect(itemOf(id).fields['Microsoft.VSTS.TCM.ReproSteps']).toBe('<p>Words</p>')
  })

  test('AX4 · a text of 40,000 characters passes whole', async () => {
    const { tracker, itemOf } = await world()
    const description = 'disk full\n'.repeat(4000)
    const { id } = await tracker.create({ ...draft, description }, operations, 'm1')
    expect(String(itemOf(id).fields['System.Description']).split('disk full')).toHaveLength(4001)
  })

  test('no value for a required field can take the place of what the hub writes', async () => {
    const { tracker, itemOf } = await world()
    const fields = [
      { id: 'System.Tags', name: 'Tags', type: 'text' as const, value: 'other' },
      { id: 'Custom.Due', name: 'Due', type: 'date' as const, value: '2026-01-31' },
    ]
    const fault = await faultOf(tracker.create({ ...draft, fields }, operations, 'm1'))
    expect(fault).toMatchObject({ code: 'TF51535', fields: { 'Custom.Due': expect.any(String) } })
    const { id } = await tracker.create({ ...draft, fields: fields.slice(0, 1) }, operations, 'm1')
    expect(itemOf(id).fields['System.Tags']).toBe('crosstie; crosstie-m1')
  })

  test('a value that cannot be written is refused with its field, and nothing is sent', async () => {
    const { site, tracker } = await world()
    const refused = async (id: string, value: string) =>
      faultOf(
        tracker.create({ ...draft, fields: [{ id, name: 'N', type: 'number', value }] }, operations, 'm1'),
      )
    expect((await refused('Custom.Size', 'big')).fields).toHaveProperty(['Custom.Size'])
    expect((await refused('../relations', '3')).kind).toBe('invalid')
    expect(site.calls).toEqual([])
  })

  test('what Azure DevOps refuses is told by the hub’s field names, in its words', async () => {
    const { tracker } = await world()
    const refusal = (change: Partial<AdoDestination>, priority = '2') =>
      faultOf(tracker.create({ ...draft, priority }, { ...operations, ...change }, 'm'))
    expect(await refusal({ areaPath: 'Elsewhere' })).toMatchObject({
      fields: { areaPath: expect.any(String) },
    })
    expect(await refusal({ workItemType: 'Tsk' })).toMatchObject({
      fields: { workItemType: expect.any(String) },
    })
    expect(await refusal({ project: 'Cloud' })).toMatchObject({ fields: { project: expect.any(String) } })
    expect(await refusal({}, '9')).toMatchObject({
      kind: 'invalid',
      fields: { priority: expect.any(String) },
    })
  })
})

describe('An item that was moved to another project', () => {
  async function moved() {
    const on = await world()
    const { anchor } = await on.tracker.check(operations)
    const { id } = await on.tracker.create(draft, operations, 'm1')
    await edit(on, id, { 'System.TeamProject': 'Data Platform', 'System.State': 'To Do' })
    return { ...on, anchor, id }
  }

  test('is still found, read and commented on', async () => {
    const { site, tracker, itemOf, anchor, id } = await moved()
    site.faults.indexLagMs = 3_600_000
    expect(await tracker.find('m1', anchor)).toMatchObject({ outcome: 'found', issue: { id } })
    expect((await tracker.read([id])).issues[0]?.url).toContain('/Data%20Platform/_workitems/edit/')
    await tracker.comment(id, { text: 'Hello', author: 'Ada', marker: 'c1', again: false })
    expect(itemOf(id).comments).toHaveLength(1)
  })
})

describe('A state', () => {
  test('AX10 · that the table does not have comes with what its category suggests, asked for once', async () => {
    const on = await world()
    const { id } = await on.tracker.create(draft, { project: 'Data Platform', workItemType: 'Issue' }, 'm1')
    expect((await on.tracker.read([id])).issues[0]?.status).toEqual({ name: 'To Do' })
    await edit(on, id, { 'System.State': 'Waiting for vendor' })
    const before = on.site.calls.length
    const expected = { name: 'Waiting for vendor', suggestion: 'Active' }
    expect((await on.tracker.read([id])).issues[0]?.status).toEqual(expected)
    expect((await on.tracker.read([id])).issues[0]?.status).toEqual(expected)
    expect(on.site.calls.length - before).toBe(3)
  })

  test('is told without a suggestion where its category cannot be had', async () => {
    const on = await world()
    const { id } = await on.tracker.create(draft, { project: 'Data Platform', workItemType: 'Issue' }, 'm1')
    await edit(on, id, { 'System.State': 'Doing' })
    on.site.faults.rules.push({ when: { path: '/*/*/_apis/wit/workitemtypes' }, effect: { status: 500 } })
    expect((await on.tracker.read([id])).issues[0]?.status).toEqual({ name: 'Doing' })
  })
})

test('An id that is no number of Azure DevOps is gone, without asking', async () => {
  const { site, tracker } = await world()
  const ids = ['INFRA-1', '', '0', '-1', '1.5', '99999999999']
  expect(await tracker.read(ids)).toEqual({ issues: [], gone: ids })
  expect(site.calls).toEqual([])
})

test('A comment keeps its author, its words and its marker through the service’s cleaning of HTML', async () => {
  const { tracker, itemOf } = await world()
  const { id } = await tracker.create(draft, operations, 'm1')
  await tracker.comment(id, { text: 'One <two>', author: 'Ada', marker: 'c1', again: true })
  const text = itemOf(id).comments[0]?.text ?? ''
  for (const part of ['Ada:', 'One &lt;two&gt;', 'Crosstie ref c1']) expect(text).toContain(part)
})

test('A51 · a poll takes up where the last one ended, and costs one call while nothing happens', async () => {
  const { site, tracker } = await world()
  const { id } = await tracker.create(draft, operations, 'm1')
  const poll = async (cursor: Parameters<typeof tracker.changes>[0]) => {
    const pages = []
    for await (const page of tracker.changes(cursor)) pages.push(page)
    return pages
  }
  const [first] = await poll({ since: new Date(Date.now() - 60_000) })
  expect(first?.changes).toMatchObject([{ issueId: id, version: '1' }])
  const before = site.calls.length
  const [second] = first ? await poll(first.next) : []
  expect([second?.changes, site.calls.length - before]).toEqual([[], 1])
  await tracker.comment(id, { text: 'Hello', author: 'Ada', marker: 'c1', again: false })
  const [third] = second ? await poll(second.next) : []
  expect(third?.changes).toMatchObject([{ issueId: id, version: '2' }])
})

test('A68 · each way in which Azure DevOps refuses a token is “unauthorized”', async () => {
  const { site, tracker } = await world()
  site.state.token = 'another'
  for (const way of ['status-401', 'html-203', 'redirect-302'] as const) {
    site.state.signIn = way
    expect((await faultOf(tracker.check())).kind).toBe('unauthorized')
    expect((await faultOf(tracker.create(draft, operations, 'm1'))).kind).toBe('unauthorized')
  }
})
