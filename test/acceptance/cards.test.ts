import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startServer, type LocalServer } from '../../src/providers/testing/server.ts'
import { trackers } from '../setup/trackers/all.ts'
import type { TestTracker } from '../setup/trackers/tracker.ts'
import { startWorld, type World } from '../setup/world.ts'

let world: World
let elsewhere: LocalServer
beforeAll(async () => {
  elsewhere = await startServer((_, response) => response.end('{}'))
  world = await startWorld()
})
afterAll(async () => {
  await world?.close()
  await elsewhere?.close()
})

interface Card {
  kind: string
  title: string
  recordName: string
  credentialSteps: string[]
  permissions: { right: string; required: boolean; neededFor: string }[]
  configFields: { name: string; title: string; secret: boolean; type: string; example?: string }[]
  destinationFields: { name: string; title: string; tree?: string; dependsOn?: string[] }[]
  webhook: { url: string; steps: string[] }
  statuses: Record<string, string[]>
}

const cards = async (): Promise<Card[]> => (await world.api.get('/v1/providers')).body.items
async function card(kind: string): Promise<Card> {
  const found = (await cards()).find((one) => one.kind === kind)
  if (!found) throw new Error(`There is no card ${kind}.`)
  return found
}
const titles = (fields: { title: string }[]) => fields.map(({ title }) => title)

describe('What the cards say', () => {
  test('A8, A9, A23 · there are three providers, each with the name of its record', async () => {
    expect((await cards()).map(({ title, recordName }) => [title, recordName])).toEqual(
      expect.arrayContaining([
        ['Jira Cloud', 'Issue'],
        ['Azure DevOps', 'Work item'],
        ['ServiceNow', 'Incident'],
      ]),
    )
  })

  test('A10, A11, A26 · Azure DevOps asks for Organization URL and Personal Access Token', async () => {
    const { configFields } = await card('azure-devops')
    expect(titles(configFields)).toEqual(['Organization URL', 'Personal Access Token'])
    expect(configFields.map(({ secret }) => secret)).toEqual([false, true])
  })

  test('A12, A13, A14 · the Azure DevOps card says how to make the token, with which scopes, and for how long', async () => {
    const { credentialSteps, permissions } = await card('azure-devops')
    const steps = credentialSteps.join(' ')
    expect(steps).toMatch(/User Settings > Personal Access Tokens.*New Token/)
    expect(steps).toMatch(/name.*organisation.*Custom defined/s)
    expect(steps).toMatch(/one year is recommended.*visible only once/s)
    expect(permissions.map(({ right }) => right).join(' ')).toMatch(/Work Items.*Read & write/i)
    expect(permissions.map(({ right }) => right).join(' ')).toMatch(/Project and Team.*Read/i)
  })

  test('A10, A17, A33, A36 · ServiceNow asks for Instance URL, Username and a masked Password', async () => {
    const { configFields, destinationFields } = await card('servicenow')
    expect(titles(configFields)).toEqual(['Instance URL', 'Username', 'Password'])
    expect(configFields.at(-1)).toMatchObject({ secret: true, type: 'secret' })
    expect(configFields[0]?.example).toBe('https://your-instance.service-now.com')
    expect(titles(destinationFields)).toContain('Assignment Group')
  })

  test('A18, A20 · the ServiceNow card names the roles, itil required and rest_api_explorer recommended', async () => {
    const { permissions } = await card('servicenow')
    const role = (name: string) => permissions.find(({ right }) => right.includes(name))
    expect(role('itil')).toMatchObject({ required: true })
    expect(role('rest_api_explorer')).toMatchObject({ required: false })
  })

  test('A42, A43, A44 · routes are drawn from what each provider declares', async () => {
    const ado = await card('azure-devops')
    expect(titles(ado.destinationFields)).toEqual(['Project', 'Area Path', 'Work Item Type'])
    expect(ado.destinationFields[1]).toMatchObject({ tree: '\\', dependsOn: ['project'] })
    expect(titles((await card('jira')).destinationFields)).toEqual(['Project', 'Issue type', 'Component'])
    expect(titles((await card('servicenow')).destinationFields)).toEqual(['Assignment Group', 'Category'])
  })

  test('A54, A55, A56, AX11 · each provider has its own status table; Done closes in one and resolves in the other', async () => {
    expect((await card('azure-devops')).statuses).toEqual({
      New: ['New', 'To Do'],
      Active: ['Active', 'In Progress'],
      Resolved: ['Resolved'],
      Closed: ['Closed', 'Done'],
    })
    expect((await card('jira')).statuses['Resolved']).toEqual(['Done', 'Resolved'])
    expect((await card('servicenow')).statuses).toEqual({
      New: ['New'],
      Active: ['In Progress', 'Work in Progress'],
      Resolved: ['Resolved'],
      Closed: ['Closed'],
    })
  })

  test('A58, A59, A60 · each card says how its webhook is set up, and where it calls', async () => {
    const says = {
      'azure-devops': [/Project Settings > Service Hooks/, 'adoStatus'],
      jira: [/Settings > System > WebHooks/, 'jiraStatus'],
      servicenow: [/Business Rule.*Incident/s, 'snowStatus'],
    } as const
    for (const [kind, [steps, path]] of Object.entries(says)) {
      const { webhook } = await card(kind)
      expect(webhook.steps.join(' ')).toMatch(steps)
      expect(webhook.url).toBe(`http://hub.example.com/v1/ticket/update/${path}`)
    }
  })
})

describe.each(trackers)('$name', ({ start }) => {
  let tracker: TestTracker
  beforeAll(async () => {
    tracker = await start(() => world.clock.now())
  })
  afterAll(() => tracker?.close())

  const tryAt = async (address: string) => {
    const [field = ''] = Object.keys(tracker.config)
    const config = { ...tracker.config, [field]: address }
    const body = { provider: tracker.kind, config, destination: tracker.destination }
    const answer = await world.api.post('/v1/connections/test', body)
    expect(JSON.stringify(answer.body)).not.toContain(tracker.config[tracker.secret])
    return answer
  }

  test.each([
    'http://127.0.0.1:{port}/acme',
    'http://localhost:{port}/acme',
    'http://[::1]:{port}/acme',
    'http://[::ffff:127.0.0.1]:{port}/acme',
    'http://2130706433:{port}/acme',
    'http://0x7f.1:{port}/acme',
    'https://10.1.2.3/acme',
    'https://192.168.0.10/acme',
    'https://169.254.169.254/acme',
    'https://[fe80::1]/acme',
    'https://[fd00::1]/acme',
    'https://metadata.google.internal/acme',
  ])('A private address %s is not called, and says what the operator can do', async (template) => {
    const { status, body } = await tryAt(template.replace('{port}', String(elsewhere.port)))
    const said = status === 200 ? body.fault : undefined
    if (said) {
      expect(['refused-address', 'not-sent']).toContain(said.kind)
      expect(said.remedy).toMatch(/CROSSTIE_ALLOWED_PRIVATE_HOSTS|check the URL/)
    } else expect([status, body.errors[0].field]).toEqual([422, expect.stringMatching(/^config\./)])
    expect(elsewhere.connections()).toBe(0)
  })

  test.each([
    'not an address',
    '',
    'ftp://tracker.example.com',
    'https://ada:pass-word@tracker.example.com/acme',
    'https://',
  ])('An address %j that cannot be one names its field and what would be right', async (address) => {
    const { status, body } = await tryAt(address)
    const [field = ''] = Object.keys(tracker.config)
    expect([status, body.errors[0].field]).toEqual([422, `config.${field}`])
    expect(body.errors[0].message.length).toBeGreaterThan(15)
    expect(JSON.stringify(body)).not.toContain('pass-word')
  })

  test('A secret with a line break inside is refused with its field', async () => {
    const config = { ...tracker.config, [tracker.secret]: 'one\ntwo' }
    const body = { provider: tracker.kind, config, destination: tracker.destination }
    const answer = await world.api.post('/v1/connections/test', body)
    expect([answer.status, answer.body.errors[0].field]).toEqual([422, `config.${tracker.secret}`])
    expect(JSON.stringify(answer.body)).not.toContain('two')
  })
})
