import { describe, expect, onTestFinished, test } from 'vitest'
import { type JiraSimulator, startJira } from '../../../simulators/jira/index.ts'
import { createHttpClient } from '../http.ts'
import type { Draft } from '../provider.ts'
import { faultOf } from '../testing/fault-of.ts'
import { jira } from './index.ts'

const draft: Draft = { title: 'A title', description: 'Words', facts: [] }
const infra = { project: 'INFRA', issueType: 'Task' }

async function world(defaultProjectKey = 'INFRA') {
  const site = await startJira()
  const http = createHttpClient({ allowedPrivateHosts: ['127.0.0.1'] })
  onTestFinished(async () => {
    await http.close()
    await site.close()
  })
  const config = { site: site.url, email: 'crosstie@example.com', token: 'jira-token', defaultProjectKey }
  return { site, tracker: jira.connect(config, { http, now: () => new Date() }) }
}

const projectOf = (site: JiraSimulator, key: string) => {
  const project = site.state.projects.find((one) => one.key === key)
  if (!project) throw new Error(`There is no project ${key}.`)
  return project
}

describe('check', () => {
  test('A31 · lists the projects, and knows the last issue number', async () => {
    const { tracker } = await world()
    await tracker.create(draft, infra, 'm1')
    await tracker.create(draft, infra, 'm2')
    const account = await tracker.check(infra)
    expect(account.places.map(({ value }) => value)).toEqual(['CLOUD', 'DATA', 'INFRA'])
    expect(account).toMatchObject({
      name: 'Crosstie',
      anchor: { scope: 'INFRA', position: '2' },
      problems: [],
    })
  })

  test('AX7 · a mistyped default project key is named with the nearest ones', async () => {
    const { tracker } = await world('INFR')
    const { problems } = await tracker.check()
    expect(problems).toEqual([{ field: 'defaultProjectKey', message: expect.stringContaining('INFRA') }])
  })

  test.each([
    ['CREATE_ISSUES', 'Create Issues'],
    ['ADD_COMMENTS', 'Add Comments'],
  ] as const)(
    'A19, AX21 · without %s the right is shown as missing, and how to grant it',
    async (key, right) => {
      const { site, tracker } = await world()
      projectOf(site, 'INFRA').permissions[key] = false
      const missing = (await tracker.check(infra)).rights.filter(({ granted }) => !granted)
      expect(missing).toEqual([
        expect.objectContaining({ right, howToGrant: expect.stringContaining('INFRA') }),
      ])
    },
  )

  test('AX21 · a project that may not be browsed is a problem of the destination', async () => {
    const { site, tracker } = await world()
    projectOf(site, 'INFRA').permissions.BROWSE_PROJECTS = false
    expect((await tracker.check(infra)).problems).toMatchObject([{ field: 'project' }])
  })

  test('A74 · required fields are asked for, and their values are sent', async () => {
    const { site, tracker } = await world()
    projectOf(site, 'INFRA').requiredFields.push({ id: 'customfield_10050', name: 'Cost centre' })
    const { problems, needs } = await tracker.check(infra)
    expect(problems).toEqual([])
    expect(needs).toEqual([{ id: 'customfield_10050', name: 'Cost centre', type: 'text' }])
    const [need] = needs
    const fields = need ? [{ ...need, value: 'CC-1' }] : []
    const { id } = await tracker.create({ ...draft, fields }, infra, 'm-1')
    expect(site.state.issues.get(id)?.extra['customfield_10050']).toBe('CC-1')
  })

  test('an issue type or component that the project has not is a problem of its field', async () => {
    const { tracker } = await world()
    expect((await tracker.check({ ...infra, issueType: 'Tsk' })).problems).toEqual([
      { field: 'issueType', message: expect.stringContaining('Task') },
    ])
    expect((await tracker.check({ ...infra, component: 'Computer' })).problems).toEqual([
      { field: 'component', message: expect.stringContaining('Compute') },
    ])
  })
})

test('AX8, AX9 · choices come from Jira, those of a project once it is chosen', async () => {
  const { tracker } = await world()
  const values = async (field: string, within = {}) =>
    (await tracker.choices(field, within)).map(({ value }) => value)
  expect(await values('project')).toEqual(['CLOUD', 'DATA', 'INFRA'])
  expect(await values('issueType', { project: 'INFRA' })).toEqual(
    expect.arrayContaining(['Task', 'Bug', 'Story']),
  )
  expect(await values('component', { project: 'CLOUD' })).toContain('AWS')
  expect(await values('priority')).toEqual(expect.arrayContaining(['Low', 'Medium', 'High']))
  expect(await values('component')).toEqual([])
  expect(await values('nonsense', { project: 'INFRA' })).toEqual([])
})

describe('create', () => {
  test('sets labels, entity property, priority and component in the one request', async () => {
    const { site, tracker } = await world()
    const created = await tracker.create(
      { ...draft, priority: 'High' },
      { ...infra, component: 'Compute' },
      'm1',
    )
    const issue = site.state.issues.get(created.id)
    expect(issue?.labels).toEqual(['crosstie', 'crosstie-m1'])
    expect(issue?.properties).toEqual({ crosstie: { marker: 'm1' } })
    expect(created).toMatchObject({
      key: 'INFRA-1',
      url: `${site.url}/browse/INFRA-1`,
      anchor: { scope: 'INFRA', position: '1' },
    })
    expect(site.calls).toHaveLength(1)
  })

  test('what Jira refuses is told by the hub’s field names, in Jira’s words', async () => {
    const { tracker } = await world()
    const fault = await faultOf(
      tracker.create({ ...draft, priority: 'Volcanic' }, { ...infra, component: 'No such' }, 'm'),
    )
    expect(fault.kind).toBe('invalid')
    expect(Object.keys(fault.fields ?? {}).length).toBeGreaterThan(0)
    for (const field of Object.keys(fault.fields ?? {})) expect(['priority', 'component']).toContain(field)
  })
})

describe('An issue that was moved', () => {
  async function moved() {
    const { site, tracker } = await world()
    const { anchor } = await tracker.check(infra)
    const created = await tracker.create(draft, infra, 'm1')
    const issue = site.state.issues.get(created.id)
    if (!issue) throw new Error('not created')
    site.state.keys.set('CLOUD-1', issue.id)
    site.state.issues.set(issue.id, { ...issue, key: 'CLOUD-1', projectId: projectOf(site, 'CLOUD').id })
    site.state.index.clear()
    return { tracker, anchor, id: created.id }
  }

  test('is still found by its marker, through its old key', async () => {
    const { tracker, anchor, id } = await moved()
    expect(await tracker.find('m1', anchor)).toMatchObject({
      outcome: 'found',
      issue: { id, key: 'CLOUD-1' },
    })
  })

  test('is read by its old key, and nothing counts as gone', async () => {
    const { tracker, id } = await moved()
    expect(await tracker.read(['INFRA-1'])).toMatchObject({ issues: [{ id, key: 'CLOUD-1' }], gone: [] })
  })

  test('a key that never was is gone', async () => {
    const { tracker } = await world()
    expect((await tracker.read(['INFRA-77'])).gone).toEqual(['INFRA-77'])
  })
})

describe('What cannot be seen is not absent', () => {
  test('without the right to browse, a search is unsure', async () => {
    const { site, tracker } = await world()
    projectOf(site, 'INFRA').permissions.BROWSE_PROJECTS = false
    expect(await tracker.find('m1', { scope: 'INFRA', position: '0' })).toMatchObject({ outcome: 'unsure' })
  })

  test('a foreign anchor is unsure', async () => {
    const { tracker } = await world()
    expect(await tracker.find('m1', { scope: 'INFRA', position: 'x' })).toMatchObject({ outcome: 'unsure' })
  })
})
