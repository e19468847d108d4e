import { expect, vi } from 'vitest'
import type { JiraSimulator } from '../../simulators/jira/index.ts'
import { hostileTexts } from '../setup/hostile-texts.ts'
import { addEntry } from '../setup/help-desk.ts'
import { adminToken, jiraConfig } from '../setup/world.ts'
import type { Ground } from './ground.ts'

/** As one line that fields for names take. */
const line = (text: string, longest = 60) =>
  text
    .replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, ' ')
    .trim()
    .slice(0, longest)

/** Where the planted texts are shown. */
export interface Planted {
  recommendations: string[]
  alarms: string[]
  tickets: string[]
  supportTickets: string[]
  serviceTickets: string[]
  runs: string[]
  sources: string[]
  operators: string[]
  rules: string[]
}

/** Puts every hostile text into whatever takes a text: by people, by partners, by monitoring, and by the tracker. */
export async function plantTexts(ground: Ground, jira: JiraSimulator): Promise<Planted> {
  const { api } = ground
  const at = (place: number) => hostileTexts[place % hostileTexts.length] ?? ''
  let next = 0
  const some = (longest?: number) => line(at((next += 1)), longest)

  async function made(path: string, body: unknown) {
    const answer = await api.post(path, body)
    expect([path, answer.status < 300, answer.body.errors]).toEqual([path, true, undefined])
    return answer.body
  }

  /** People of the tracker rename the issue that a help-desk ticket is linked to, and comment on it; all of it comes back. */
  async function speakInTracker(): Promise<void> {
    const alias = planted.supportTickets[0] ?? ''
    const address = `/v1/support-tickets/${alias}`
    const issue = jira.team.create('INFRA', 'By hand').key
    await made(`${address}/issue`, { key: issue })
    for (const text of hostileTexts) {
      jira.team.comment(issue, text, {
        by: jira.state.people.find((one) => one !== jira.state.me)?.name ?? '',
      })
    }
    jira.team.setField(issue, 'summary', line(at(3), 200))
    await made(`/v1/connections/${connection.id}/sync`, {})
    const told = async () => {
      const { body } = await api.get(`${address}/actions?limit=200`)
      expect(body.items.length).toBeGreaterThan(hostileTexts.length)
    }
    await vi.waitFor(told, { timeout: 60_000 })
  }

  infest(jira, () => some(100))
  const connection = await made('/v1/connections', {
    provider: 'jira',
    config: jiraConfig(jira),
    destination: {},
  })
  // Nobody waits here for what the tracker allows.
  await api.call('PATCH', `/v1/connections/${connection.id}/settings`, {
    body: { requestsPerMinute: 60_000 },
  })
  const planted: Planted = {
    recommendations: [],
    alarms: [],
    tickets: [],
    supportTickets: [],
    serviceTickets: [],
    runs: [],
    sources: [],
    operators: [],
    rules: [],
  }
  const projects: string[] = []
  for (let place = 0; place < 12; place += 1) {
    projects.push((await made('/v1/projects', { key: `p${place}`, name: at(place * 5) })).id)
    await made('/v1/tokens', { name: some(), scopes: ['tickets:write'] })
  }
  const entries = {
    types: {},
    statuses: { category: 'Active' },
    customers: {},
    'action-types': {},
    products: {},
  }
  for (const [list, more] of Object.entries(entries)) {
    for (let place = 0; place < 3; place += 1)
      await addEntry(api, list, { name: `${place} ${some()}`, ...more })
  }
  await addEntry(api, 'fields', { name: some(), kind: 'option', options: [some(), `${some()}!`] })
  const field = `Field ${some()}`
  await addEntry(api, 'fields', { name: field, kind: 'text' })
  await made('/v1/help-desk/saved-filters', { name: some(), query: { q: some() }, isShared: true })

  const commented: { id: string; text: string }[] = []
  for (const [place, text] of hostileTexts.entries()) {
    const padded = `${text}\n\n${text} ${'and further words'.padEnd(20)}`
    const item = {
      key: `k${place}`,
      title: text,
      description: padded,
      project: `p${place % 12}`,
      monthlySaving: { amount: 1, currency: 'EUR' },
    }
    const recommendation = (await made('/v1/recommendations', item)).items[0].id as string
    planted.recommendations.push(recommendation)
    const alarm = {
      agent: line(text, 40),
      rootKey: `r${place}`,
      elementName: text,
      value: text,
      severity: line(text, 30),
      title: text,
      description: padded,
    }
    const labels = { [line(text, 40)]: text, [`l${place}`]: text }
    planted.alarms.push(
      (await made('/v1/alarms', { ...alarm, labels, url: 'https://console.example.com/a' })).items[0].id,
    )
    const ticket = await made('/v1/tickets', {
      title: text,
      description: padded.slice(0, 250),
      projectId: projects[place % 12],
    })
    planted.tickets.push(ticket.alias ?? ticket.id)
    commented.push({ id: ticket.id, text })
    const support = await made('/v1/support-tickets', {
      title: line(text, 200),
      description: padded,
      assignee: line(text, 100),
      fields: { [field]: line(text, 100) },
    })
    planted.supportTickets.push(support.alias)
    await made(`/v1/support-tickets/${support.id}/actions`, {
      typeName: 'Comment',
      text: padded,
      visibility: 'public',
    })
    await attach(ground, support.id, text)
  }

  for (let place = 0; place < 3; place += 1) {
    const operator = await made('/v1/operators', {
      name: some(),
      displayName: some(),
      owner: some(),
      grt: some(30),
      emails: [],
    })
    planted.operators.push(operator.id)
    const { token } = await made(`/v1/operators/${operator.id}/tokens`, { name: `t${place}` })
    await made('/v1/services', {
      uuid: `service-${place}`,
      operatorId: operator.id,
      productName: some(),
      grt: some(30),
    })
    const findings = hostileTexts.slice(0, 60).map((text) => ({ category: 'synchro', text: line(text, 500) }))
    const run = await made('/v1/diagnostic-runs', {
      status: 'completed',
      service: `service-${place}`,
      findings,
      endedAt: new Date().toISOString(),
    })
    planted.runs.push(run.alias)
    const opened = await ground.as(token).post('/api/tickets/', {
      diagnostic_run_id: run.alias,
      type: 'service',
      service_uuid: `service-${place}`,
      operator_ticket_ref: some(40),
      description: line(at(place), 500),
      initial_comment: line(at(place + 1), 500),
      category: 'synchro',
      priority: 'high',
      owner_contact: {
        first_name: some(40),
        last_name: some(40),
        email: 'a@example.com',
        phone_number: '+33 1 23 45 67 89',
      },
    })
    expect([opened.status, opened.body.errors]).toEqual([201, undefined])
    planted.serviceTickets.push(opened.body.alias)
    for (const text of hostileTexts.slice(place * 20, place * 20 + 20)) {
      await ground.as(token).post(`/api/tickets/${opened.body.alias}/events/`, { comment: line(text, 500) })
    }
  }
  for (const { id, text } of commented) {
    // Only what is in the tracker can be commented on.
    const isThere = async () => expect((await api.get(`/v1/tickets/${id}`)).body.link).not.toBeNull()
    await vi.waitFor(isThere, { timeout: 60_000 })
    await made(`/v1/tickets/${id}/comments`, { text })
  }
  await speakInTracker()
  const source = some(80)
  planted.sources.push(source)
  await api.call('PUT', `/v1/alarm-sources/${encodeURIComponent(source)}`, {
    body: { onClear: 'nothing', writeBack: null },
  })
  const rule = {
    name: some(),
    matchers: [{ label: 'source', op: '=', value: some() }],
    ticket: { priority: 'high', attributes: { urgency: 'High', technicalImpact: 'Medium' } },
  }
  planted.rules.push((await made('/v1/alarm-rules', rule)).id)
  return planted
}

/** What people and administrators of the tracker named as they liked. */
function infest({ state }: JiraSimulator, some: () => string): void {
  for (const person of state.people) person.name = some()
  for (const status of state.statuses) status.name = some()
  for (const project of state.projects) {
    project.name = some()
    for (const component of project.components) component.name = some()
  }
}

async function attach(ground: Ground, ticket: string, name: string): Promise<void> {
  const form = new FormData()
  form.append(
    'file',
    new File(['<script>window.ranHere=1</script>'], name.replaceAll(/[\p{C}/\\"]/gu, '_').slice(0, 100), {
      type: 'text/html',
    }),
  )
  const headers = { authorization: `Bearer ${adminToken}` }
  const address = `${ground.url}/v1/support-tickets/${ticket}/attachments`
  const { status } = await fetch(address, { method: 'POST', headers, body: form })
  expect([name, status]).toEqual([name, 201])
}
