import { startJira, type JiraSimulator } from '../simulators/jira/index.ts'
import { startHub, type Hub } from '../src/main.ts'
import { openStore, type OpenStore } from '../src/store/open.ts'
import { call } from './call.ts'
import type { Database } from './ground.ts'

type Row = (what: string, value: string, bar: string) => void

const token = 'ct_administrator_of_the_sync_measurement_000'
const sharing = 1_000
const links = 1_000
const commentsEach = 10

/** One change of an issue that a thousand tickets share; ten thousand comments in each direction over a thousand links. */
export async function helpDeskSync(database: Database, row: Row): Promise<void> {
  const jira = await startJira()
  const store = await openStore({ url: database.url })
  const hub = await hubOn(store, jira)
  const instance = await connected(hub, jira)
  await fanOut({ hub, jira, store, instance }, row)
  await comments({ hub, jira, store, instance }, row)
  await hub.close()
  await store.close()
  await jira.close()
}

interface Ground {
  hub: Hub
  jira: JiraSimulator
  store: OpenStore
  instance: string
}

function hubOn(store: OpenStore, jira: JiraSimulator): Promise<Hub> {
  return startHub({
    config: {
      port: 0,
      host: '127.0.0.1',
      dataDir: '',
      publicUrl: 'http://hub.example.com',
      allowedPrivateHosts: [new URL(jira.url).host],
      trustedProxies: [],
      rates: { perActor: 1_000_000, perStranger: 1_000_000 },
      supportAddress: null,
      mailFrom: 'Crosstie <hub@example.com>',
      logLevel: 'silent',
      adminEmail: undefined,
    },
    secrets: {
      databaseUrl: undefined,
      secretKey: 'a secret key for measurements only, 32 chars',
      adminPassword: undefined,
      adminToken: token,
      smtpUrl: undefined,
    },
    store: { ...store, close: async () => undefined },
    work: false,
  })
}

async function connected(hub: Hub, jira: JiraSimulator): Promise<string> {
  const config = {
    site: jira.url,
    email: 'crosstie@example.com',
    token: 'jira-token',
    defaultProjectKey: 'INFRA',
  }
  const { id } = await call<{ id: string }>('POST', `${hub.url}/v1/connections`, {
    token,
    body: { provider: 'jira', config, destination: {} },
  })
  await call('PATCH', `${hub.url}/v1/connections/${id}/settings`, {
    token,
    body: { requestsPerMinute: 100_000 },
  })
  await call('PATCH', `${hub.url}/v1/instances/${id}`, {
    token,
    body: { settings: { defaultProjectKey: 'INFRA' } },
  })
  return id
}

/** Help-desk tickets, each linked to one of the issues in turn; answers their ids. */
async function linked(
  { hub, store, instance }: Ground,
  of: { tickets: number; issueIds: string[] },
): Promise<string[]> {
  await call('GET', `${hub.url}/v1/help-desk/types`, { token })
  const text = `
    with made as (
      select n, gen_random_uuid() as id, ($3::text[])[1 + (n - 1) % cardinality($3::text[])] as issue_id, c.workspace_id, c.id as connection_id,
        (select t.id from support_types t where t.workspace_id = c.workspace_id order by position limit 1) as type_id
      from generate_series(1, $2::integer) n, connections c where c.id = $1
    ), ticket as (
      insert into tickets (id, workspace_id, type, title, description, priority, status, status_category, created_by, created_at, updated_at)
      select id, workspace_id, 'support', 'Ticket ' || n, '', 'medium', 'New', 'New', 'bench', now(), now() from made
    ), support as (
      insert into support_tickets (ticket_id, workspace_id, type_id) select id, workspace_id, type_id from made
    )
    insert into links (id, workspace_id, ticket_id, connection_id, issue_id, issue_key, url, state, raw_status, is_new, last_synced_at, created_at)
    select gen_random_uuid(), workspace_id, id, connection_id, issue_id, issue_id, 'http://tracker', 'linked', 'To Do', false, now(), now()
    from made returning ticket_id as id`
  const { rows } = await store.pool.query(text, [instance, of.tickets, of.issueIds])
  await store.pool.query('analyze tickets, support_tickets, links', [])
  return rows.map(({ id }) => String(id))
}

const seconds = async (work: () => Promise<unknown>) => {
  const started = performance.now()
  await work()
  return (performance.now() - started) / 1_000
}

/** From asking what changed to the commit. */
async function fanOut(ground: Ground, row: Row): Promise<void> {
  const { hub, jira, instance } = ground
  const [issueId = ''] = issues(jira, 1)
  await linked(ground, { tickets: sharing, issueIds: [issueId] })
  const poll = () => hub.handlers.poll({ connectionId: instance })
  await poll()
  const rates: number[] = []
  for (const status of ['In Progress', 'Done', 'To Do', 'In Progress', 'Done']) {
    jira.team.transition(issueId, status)
    rates.push(sharing / (await seconds(poll)))
  }
  const middle = rates.toSorted((one, next) => one - next)[2] ?? 0
  row('One change reaches 1,000 linked tickets', `${Math.round(middle)} tickets/s`, 'at least 2,000/s')
}

async function comments(ground: Ground, row: Row): Promise<void> {
  const { hub, jira, instance } = ground
  const issueIds = issues(jira, links)
  const tickets = await linked(ground, { tickets: links, issueIds })
  const poll = () => hub.handlers.poll({ connectionId: instance })
  await poll()
  const count = links * commentsEach
  for (let each = 0; each < commentsEach; each += 1) {
    for (let start = 0; start < tickets.length; start += 20) {
      await Promise.all(tickets.slice(start, start + 20).map((id) => say(hub, id)))
    }
  }
  let before = jira.calls.length
  const took = await seconds(() => hub.queue.drain(hub.handlers))
  await poll()
  const outward = (jira.calls.length - before) / count
  row('Calls to Jira a comment written, 10,000 over 1,000 links', outward.toFixed(3), 'at most 1.100')
  row('The same, one after the other', `${Math.round(count / took)}/s`, 'told, no bar')
  for (let each = 0; each < commentsEach; each += 1) {
    for (const id of issueIds) jira.team.comment(id, `A remark ${each}`)
  }
  before = jira.calls.length
  const read = await seconds(poll)
  const inward = jira.calls.length - before
  row(
    'Calls to read 10,000 comments of 1,000 changed issues',
    `${inward} (${Math.round(count / read)}/s)`,
    'follows the issues',
  )
  before = jira.calls.length
  await poll()
  row('The same a moment later', String(jira.calls.length - before), 'the list of what is within the overlap')
}

const say = (hub: Hub, id: string) =>
  call('POST', `${hub.url}/v1/support-tickets/${id}/actions`, {
    token,
    body: { text: 'An answer for everybody', typeName: 'Comment', visibility: 'public' },
  })

function issues(jira: JiraSimulator, count: number): string[] {
  return Array.from({ length: count }, (_, index) => jira.team.create('INFRA', `Measured issue ${index}`).id)
}
