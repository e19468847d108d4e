import { existsSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startJira, type JiraSimulator } from '../../simulators/jira/index.ts'
import { createHttpClient } from '../../src/providers/http.ts'
import { jira as provider } from '../../src/providers/jira/index.ts'
import type { Tracker } from '../../src/providers/provider.ts'
import { startCheckingProxy } from './openapi-proxy.ts'

const description = path.resolve(
  import.meta.dirname,
  '../../../shared/contracts/jira/openapi/jira-cloud-v3.mock.json',
)
const present = existsSync(description)
const name = present
  ? 'The Jira provider, through Atlassian’s description'
  : 'SKIPPED, ../shared/contracts is not here: the Jira provider through Atlassian’s description'

describe.runIf(present)(name, () => {
  let jira: JiraSimulator
  let proxy: Awaited<ReturnType<typeof startCheckingProxy>>
  let http: ReturnType<typeof createHttpClient>
  let tracker: Tracker
  beforeAll(async () => {
    jira = await startJira()
    proxy = await startCheckingProxy({ description, target: jira.url })
    http = createHttpClient({ allowedPrivateHosts: [new URL(proxy.url).host] })
    const config = {
      site: proxy.url,
      email: 'crosstie@example.com',
      token: 'jira-token',
      defaultProjectKey: 'INFRA',
    }
    tracker = provider.connect(provider.config.parse(config), { http, now: () => new Date() })
  })
  afterAll(async () => {
    await http?.close()
    await proxy?.close()
    await jira?.close()
  })

  test('Everything that it sends and everything that it is answered agrees', async () => {
    const destination = { project: 'INFRA', issueType: 'Task', component: 'Network' }
    const { anchor, problems } = await tracker.check(destination)
    expect(problems).toEqual([])
    for (const field of ['project', 'issueType', 'component', 'priority']) {
      expect(await tracker.choices(field, destination)).not.toEqual([])
    }
    const draft = {
      title: 'Through the description',
      description: 'First paragraph.\n\nSecond one, with <angle> brackets & emoji 🙂.',
      priority: 'High',
      facts: [{ label: 'Resource', value: 'i-1' }],
      backlink: { label: 'CT-1 in Crosstie', url: 'https://hub.example.com/tickets/CT-1' },
    }
    const issue = await tracker.create(draft, destination, 'marker1')
    expect(await tracker.find('marker1', anchor)).toMatchObject({ outcome: 'found', issue: { id: issue.id } })
    expect(await tracker.find('marker2', anchor)).toMatchObject({ outcome: 'absent' })
    const read = await tracker.read([issue.id, '999999'])
    expect(read).toMatchObject({ issues: [{ key: issue.key }], gone: ['999999'] })
    const comment = { text: 'Hello', author: 'Ada', marker: 'marker3' }
    const { id } = await tracker.comment(issue.id, { ...comment, again: false })
    const changes = []
    for await (const page of tracker.changes({ since: new Date(Date.now() - 60_000) })) {
      changes.push(...page.changes)
    }
    expect(changes.map((change) => change.issueId)).toContain(issue.id)
    expect(proxy.violations).toEqual([])
    expect(await tracker.comment(issue.id, { ...comment, again: true })).toEqual({ id })
  })
})
