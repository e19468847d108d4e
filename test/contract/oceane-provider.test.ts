import { existsSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { livelySeed, startOceane, type OceaneSimulator } from '../../simulators/oceane/index.ts'
import { createHttpClient } from '../../src/providers/http.ts'
import { oceane as provider } from '../../src/providers/oceane/index.ts'
import { contract, describedOceane } from './oceane-description.ts'
import { startCheckingProxy } from './openapi-proxy.ts'

const present = existsSync(contract)
const name = present
  ? 'The Oceane provider, through TM Forum’s description'
  : `SKIPPED, there is no ${contract}: the Oceane provider through TM Forum’s description`

const draft = {
  title: 'LOS on port 3',
  description: 'First paragraph.\n\nSecond one, with <angle> brackets & emoji 🙂.',
  priority: 'High',
  facts: [{ label: 'Raised by', value: 'Ada' }],
  backlink: { label: 'CT-1 in Crosstie', url: 'https://hub.example.com/tickets/CT-1' },
  attributes: {
    urgency: 'High',
    technicalImpact: 'Degraded',
    dmaId: '12',
    alarmId: '12/7',
    elementName: 'OLT 1',
  },
}

describe.runIf(present)(name, () => {
  let oceane: OceaneSimulator
  let description: ReturnType<typeof describedOceane>
  let proxy: Awaited<ReturnType<typeof startCheckingProxy>>
  let http: ReturnType<typeof createHttpClient>
  beforeAll(async () => {
    description = describedOceane()
    oceane = await startOceane({ seed: livelySeed })
    proxy = await startCheckingProxy({ description: description.description, target: oceane.url })
    http = createHttpClient({ allowedPrivateHosts: [new URL(proxy.url).host] })
  })
  afterAll(async () => {
    await http?.close()
    await proxy?.close()
    await oceane?.close()
    description?.remove()
  })

  function connect(settings: object = {}) {
    const given = { clientId: 'crosstie-client', clientSecret: 'oceane-secret', userId: 'Crosstie' }
    const config = provider.config.parse({ host: proxy.url, ...given, ...settings })
    return provider.connect(config, { http, now: () => new Date() })
  }

  test('Everything that it sends and everything that it is answered agrees', async () => {
    const tracker = connect({ listPath: '/troubleTicket', readPath: '/troubleTicket/{id}' })
    const destination = { ticketType: 'incident', channel: 'noc', urgency: 'Low' }
    const { problems, rights } = await tracker.check(destination)
    expect(problems).toEqual([])
    expect(rights.map(({ granted }) => granted)).toEqual(rights.map(() => true))
    const issue = await tracker.create(draft, destination, 'marker1')
    expect(await tracker.find('marker1', undefined)).toMatchObject({
      outcome: 'found',
      issue: { id: issue.id },
    })
    expect(await tracker.find('marker2', undefined)).toEqual({ outcome: 'absent' })
    const read = await tracker.read([issue.id, 'TT9'])
    expect(read).toMatchObject({ issues: [{ key: issue.key }], gone: ['TT9'] })
    const comment = { text: 'Hello', author: 'Ada', marker: 'marker3' }
    const { id } = await tracker.comment(issue.id, { ...comment, again: false })
    expect(await tracker.comment(issue.id, { ...comment, again: true })).toEqual({ id })
    const changes = []
    for await (const page of tracker.changes({ since: new Date(Date.now() - 60_000) })) {
      changes.push(...page.changes)
    }
    expect(changes.map((change) => change.issueId)).toEqual([issue.id])
    expect(oceane.calls.map(({ method }) => method)).toEqual(expect.arrayContaining(['POST', 'GET', 'PATCH']))
    expect(proxy.violations).toEqual([])
  })

  test('B5 · with its defaults it gets a token and creates, and both agree', async () => {
    oceane.reset()
    const tracker = connect()
    await tracker.check()
    await tracker.create(draft, { ticketType: 'incident' }, 'marker1')
    expect(oceane.calls.map(({ method, path }) => `${method} ${path}`)).toEqual([
      'POST /oauth/token',
      'POST /troubleTicket',
    ])
    expect(proxy.violations).toEqual([])
  })
})
