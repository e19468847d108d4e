import { describe, expect, onTestFinished, test } from 'vitest'
import { type JiraSimulator, startJira } from '../../../../simulators/jira/index.ts'
import { createHttpClient } from '../../http.ts'
import type { Draft } from '../../provider.ts'
import { faultOf } from '../../testing/fault-of.ts'
import { jira } from '../index.ts'

const draft: Draft = { title: 'A title', description: 'Words', facts: [] }
const infra = { project: 'INFRA', issueType: 'Task' }
const token = { token: 'jira-token' }
const password = { userName: 'crosstie', token: 'jira-password' }

async function world(credential: { userName?: string; token: string } = token) {
  const site = await startJira({ edition: 'server' })
  const http = createHttpClient({ allowedPrivateHosts: ['127.0.0.1'] })
  onTestFinished(async () => {
    await http.close()
    await site.close()
  })
  const given = {
    edition: 'Server or Data Center',
    site: site.url,
    defaultProjectKey: 'INFRA',
    ...credential,
  }
  const connect = (change: object = {}) =>
    jira.connect(jira.config.parse({ ...given, ...change }), { http, now: () => new Date() })
  return { site, connect, tracker: connect() }
}

const projectOf = (site: JiraSimulator, key: string) => {
  const project = site.state.projects.find((one) => one.key === key)
  if (!project) throw new Error(`There is no project ${key}.`)
  return project
}

describe('Signing in', () => {
  test.each([
    ['a personal access token alone', token],
    ['a user name with its password', password],
  ])('CX9 · works with %s', async (_, credential) => {
    const { tracker } = await world(credential)
    expect(await tracker.check()).toMatchObject({ name: 'Crosstie', id: 'JIRAUSER10000' })
  })

  test.each([
    ['personal access token', { token: 'wrong' }],
    ['user name and password', { userName: 'crosstie', token: 'jira-token' }],
  ])('A68 · a refusal names the %s', async (words, credential) => {
    const { tracker } = await world(credential)
    expect(await faultOf(tracker.check())).toMatchObject({
      kind: 'unauthorized',
      detail: expect.stringContaining(words),
    })
  })
})

describe('check', () => {
  test('A31 · lists the projects by key and knows the last issue number', async () => {
    const { tracker } = await world()
    await tracker.create(draft, infra, 'm1')
    const account = await tracker.check(infra)
    expect(account.places.map(({ value }) => value)).toEqual(['CLOUD', 'DATA', 'INFRA'])
    expect(account).toMatchObject({ anchor: { scope: 'INFRA', position: '1' }, problems: [], needs: [] })
    expect(account.rights.filter(({ granted }) => !granted)).toEqual([])
  })

  test('C18, C20 · switched off issue linking is told with the way to switch it on, and forbids nothing', async () => {
    const { site, tracker } = await world()
    site.state.issueLinkingEnabled = false
    const missing = (await tracker.check(infra)).rights.filter(({ granted }) => !granted)
    expect(missing).toEqual([
      {
        right: 'Issue Linking',
        granted: false,
        required: false,
        howToGrant: expect.stringMatching(
          /System > Issue Features > Issue Linking > Activate.*Jira Administrators.*“g” twice/,
        ),
      },
    ])
  })

  test('C19, C20 · a missing right to link is told with the way to grant it', async () => {
    const { site, tracker } = await world()
    projectOf(site, 'INFRA').permissions.LINK_ISSUES = false
    const missing = (await tracker.check(infra)).rights.filter(({ granted }) => !granted)
    expect(missing).toMatchObject([
      {
        right: 'Link Issues',
        required: false,
        howToGrant: expect.stringMatching(/Permission schemes.*user.*groups.*role.*Jira Administrators/),
      },
    ])
  })

  test.each(['10.3.1', '8.4.0', '8.3.5', '7.13.0'])(
    'A74 · the create screen of version %s is read: what it requires, types, components',
    async (version) => {
      const { site, tracker } = await world()
      site.state.version = version
      projectOf(site, 'INFRA').requiredFields.push({ id: 'customfield_10050', name: 'Cost centre' })
      const { problems, needs } = await tracker.check(infra)
      expect([problems, needs]).toEqual([
        [],
        [{ id: 'customfield_10050', name: 'Cost centre', type: 'text' }],
      ])
      expect((await tracker.check({ ...infra, issueType: 'Tsk' })).problems).toMatchObject([
        { field: 'issueType' },
      ])
      expect((await tracker.check({ ...infra, component: 'Computer' })).problems).toMatchObject([
        { field: 'component' },
      ])
    },
  )
})

test('AX8, AX9 · choices come from Jira', async () => {
  const { tracker } = await world()
  const values = async (field: string, within = {}) =>
    (await tracker.choices(field, within)).map(({ value }) => value)
  expect(await values('project')).toEqual(['CLOUD', 'DATA', 'INFRA'])
  expect(await values('issueType', { project: 'INFRA' })).toEqual(['Task', 'Bug', 'Story'])
  expect(await values('component', { project: 'CLOUD' })).toContain('AWS')
  expect(await values('priority')).toContain('High')
})

test('A creation sets wiki text, labels and entity property in the one request', async () => {
  const { site, tracker } = await world()
  const { id } = await tracker.create({ ...draft, description: 'Not *bold*' }, infra, 'm1')
  const issue = site.state.issues.get(id)
  expect(issue?.labels).toEqual(['crosstie', 'crosstie-m1'])
  expect(issue?.properties).toEqual({ crosstie: { marker: 'm1' } })
  expect(issue?.description?.wiki).toBe(String.raw`Not \*bold\*`)
  expect(site.calls.map(({ path }) => path)).toEqual(['/rest/api/2/issue'])
})

describe('find', () => {
  test('goes past deleted numbers, and ends at a row of numbers that were never given out', async () => {
    const { site, tracker } = await world()
    site.faults.indexLagMs = 3_600_000
    projectOf(site, 'INFRA').lastNumber = 20
    const { id } = await tracker.create(draft, infra, 'm1')
    const anchor = { scope: 'INFRA', position: '0' }
    expect(await tracker.find('m1', anchor)).toMatchObject({ outcome: 'found', issue: { id } })
    const before = site.calls.length
    expect(await tracker.find('m2', anchor)).toEqual({ outcome: 'absent' })
    expect(site.calls.length - before).toBeLessThan(60)
  })

  test('goes up to the highest number that the search knows, however many were deleted before', async () => {
    const { site, tracker } = await world()
    projectOf(site, 'INFRA').lastNumber = 90
    await tracker.create(draft, infra, 'm1')
    site.faults.indexLagMs = 3_600_000
    const { id } = await tracker.create(draft, infra, 'm2')
    expect(await tracker.find('m2', { scope: 'INFRA', position: '0' })).toMatchObject({ issue: { id } })
  })

  test('a moved issue is found through its old key', async () => {
    const { site, tracker } = await world()
    const { id } = await tracker.create(draft, infra, 'm1')
    const issue = site.state.issues.get(id)
    if (!issue) throw new Error('not created')
    site.state.keys.set('CLOUD-1', id)
    site.state.issues.set(id, { ...issue, key: 'CLOUD-1', projectId: projectOf(site, 'CLOUD').id })
    site.state.index.clear()
    expect(await tracker.find('m1', { scope: 'INFRA', position: '0' })).toMatchObject({
      outcome: 'found',
      issue: { id, key: 'CLOUD-1' },
    })
    expect((await tracker.read(['INFRA-1'])).issues).toMatchObject([{ id, key: 'CLOUD-1' }])
  })

  test('an issue that may not be seen makes it unsure', async () => {
    const { site, tracker } = await world()
    await tracker.create(draft, infra, 'm1')
    site.faults.rules.push({ when: { path: '/rest/api/2/issue/INFRA-1$' }, effect: { status: 403 } })
    expect(await tracker.find('m2', { scope: 'INFRA', position: '0' })).toMatchObject({
      outcome: 'unsure',
      because: expect.stringContaining('may not be seen'),
    })
  })

  test('so do a project that may not be browsed and a foreign anchor', async () => {
    const { site, tracker } = await world()
    expect((await tracker.find('m1', { scope: 'INFRA', position: 'x' })).outcome).toBe('unsure')
    projectOf(site, 'INFRA').permissions.BROWSE_PROJECTS = false
    expect((await tracker.find('m1', { scope: 'INFRA', position: '0' })).outcome).toBe('unsure')
  })
})

test('What may not be seen is gone, what cannot be asked is not', async () => {
  const { site, tracker } = await world()
  const { id } = await tracker.create(draft, infra, 'm1')
  const path = `/rest/api/2/issue/${id}$`
  site.faults.rules = [{ when: { path }, effect: { status: 403 } }]
  expect(await tracker.read([id])).toEqual({ issues: [], gone: [id] })
  site.faults.rules = [{ when: { path }, effect: { status: 503 } }]
  expect((await faultOf(tracker.read([id]))).kind).toBe('unavailable')
})
