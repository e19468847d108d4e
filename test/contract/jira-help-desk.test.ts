import { existsSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { startJira } from '../../simulators/jira/index.ts'
import type { FieldValue } from '../../src/domain/field-value.ts'
import { createHttpClient } from '../../src/providers/http.ts'
import { jira as provider } from '../../src/providers/jira/index.ts'
import { startCheckingProxy } from './openapi-proxy.ts'

const openapi = path.resolve(import.meta.dirname, '../../../shared/contracts/jira/openapi')
const present = existsSync(openapi)
const name = present
  ? 'Jira’s help desk, through Atlassian’s description'
  : 'SKIPPED, ../shared/contracts is not here: Jira’s help desk through Atlassian’s description'

const editions = {
  cloud: {
    description: path.join(openapi, 'jira-cloud-v3.mock.json'),
    prefix: '',
    config: { email: 'crosstie@example.com', token: 'jira-token' },
    // A form of files is no JSON, and the file's bytes have no form at all.
    known:
      /\/attachments: request must have required property 'requestBody'|attachment\/content\/\d+ → 200: content type/,
  },
  server: {
    description: path.join(openapi, 'jira-dc-10.3.mock.json'),
    prefix: '/rest',
    config: { edition: 'Server or Data Center', token: 'jira-token' },
    // See jira-data-center.test.ts; besides, files come as a list, and their bytes are at an address of their own.
    known:
      /properties\/\d+\/value must be string|(user\/search|\/attachments) → 200: body must be object|\/attachment\/\d+\/b\.log: not in/,
  },
}

async function world(edition: keyof typeof editions) {
  const { description, prefix, config } = editions[edition]
  const jira = await startJira({ edition })
  const proxy = await startCheckingProxy({ description, target: jira.url, prefix })
  const http = createHttpClient({ allowedPrivateHosts: [new URL(proxy.url).host] })
  onTestFinished(async () => {
    await http.close()
    await proxy.close()
    await jira.close()
  })
  const given = provider.config.parse({ site: proxy.url, defaultProjectKey: 'INFRA', ...config })
  const deps = { http, now: () => new Date() }
  const desk = provider.helpDesk?.(given, deps)
  if (!desk) throw new Error('Jira has no help desk.')
  return { jira, proxy, desk, tracker: provider.connect(given, deps) }
}

describe.runIf(present)(name, () => {
  test.each(['cloud', 'server'] as const)(
    'everything that it sends and everything that it is answered agrees, %s',
    async (edition) => {
      const { jira, proxy, desk, tracker } = await world(edition)
      const destination = { project: 'INFRA', issueType: 'Task' }
      expect((await desk.fields.screen(destination)).length).toBeGreaterThan(10)
      const fields = (await desk.fields.all()).filter(({ isCustom }) => isCustom)
      const [mara] = await desk.fields.users('Mara Lindqvist')
      const given: FieldValue[] = ['ACME', 'High', ['Login'], ['Europe', 'Spain'], mara?.value ?? '']
      const more: FieldValue[] = ['2026-12-24', 3, '**Steps**', 'S1', 'x']
      const values = fields.map(({ id, name: called, kind = 'text', shape }, place) => ({
        fieldId: id,
        name: called,
        kind,
        shape,
        value: [...given, ...more][place] ?? null,
      }))
      const description =
        '# Title\n\n- [x] done\n\n| a | b |\n| - | - |\n| 1 | 2 |\n\n> quote\n\n```js\nx\n```'
      const draft = { title: 'Through the description', description, markdown: true, facts: [], values }
      const { id, key } = await tracker.create(draft, destination, 'marker1')
      const ids = fields.map((field) => field.id)
      jira.team.attach(key, { name: 'a.log', mediaType: 'text/plain', content: Buffer.from('log') })
      jira.team.comment(key, 'For some', { role: 'Developers' })
      const comment = {
        text: 'Hello **you**',
        markdown: true,
        author: 'Ada',
        marker: 'marker2',
        again: false,
      }
      await tracker.comment(id, comment)
      const [issue] = (await desk.read([key], ids)).issues
      expect(Object.values(issue?.values ?? {})).not.toContain(null)
      expect(await desk.search(key, 5)).toMatchObject([{ id }])
      expect(await desk.search('descript', 5)).toMatchObject([{ id }])
      for await (const page of desk.comments(id)) expect(page).toHaveLength(2)
      const link = { id: 'crosstie-1', url: 'https://hub.example.com/tickets/1', title: 'H-1' }
      await desk.backlink.set(id, link)
      await desk.backlink.remove(id, link)
      await desk.backlink.remove(id, link)
      const file = await desk.files.attach(id, {
        name: 'b.log',
        mediaType: 'text/plain',
        content: Buffer.from('more'),
      })
      expect(Buffer.from(await desk.files.fetch(file.id, 100)).toString()).toBe('more')
      const { known } = editions[edition]
      expect(proxy.violations.filter((violation) => !known.test(violation))).toEqual([])
    },
  )
})
