import { startHub, type Hub } from '../src/main.ts'
import { openStore, type OpenStore } from '../src/store/open.ts'
import { azureDevOpsMaker, jiraMaker, serviceNowMaker, type IssueMaker } from './issue-makers.ts'

const changed = 50
const sizes = [100, 10_000]
const token = 'ct_administrator_of_the_polling_measurement_0'

/**
 * Calls that a polling cycle costs, per tracker and number of linked issues: when nothing changed and when fifty issues
 * did. The least possible is one call that tells what changed, and one that reads what did.
 */
export async function pollingCost(row: (what: string, value: string, bar: string) => void): Promise<void> {
  for (const start of [jiraMaker, azureDevOpsMaker, serviceNowMaker]) {
    for (const size of sizes) {
      const maker = await start()
      const store = await openStore({ memory: true })
      const hub = await hubOn(store, maker)
      const connectionId = await linked(hub, store, { maker, size })
      await callsOfPoll(hub, { maker, connectionId })
      const idle = await callsOfPoll(hub, { maker, connectionId })
      await maker.change(changed)
      const busy = await callsOfPoll(hub, { maker, connectionId })
      const what = `Polling ${size.toLocaleString('en')} links in ${maker.name}`
      row(what, `${idle} idle, ${busy} busy`, `1 idle, 2 with ${changed} changed (at most × 1.1)`)
      await hub.close()
      await maker.close()
    }
  }
}

function hubOn(store: OpenStore, maker: IssueMaker): Promise<Hub> {
  return startHub({
    config: {
      port: 0,
      host: '127.0.0.1',
      dataDir: '',
      publicUrl: 'http://hub.example.com',
      allowedPrivateHosts: [new URL(maker.url).host],
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
    store,
    ctx: { now: () => maker.now() },
    work: false,
  })
}

/** Connects the tracker and links that many tickets to issues there; answers the connection's id. */
async function linked(hub: Hub, store: OpenStore, of: { maker: IssueMaker; size: number }): Promise<string> {
  const { maker, size } = of
  const answer = await fetch(`${hub.url}/v1/connections`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ ...maker.connection }),
  })
  if (!answer.ok) throw new Error(`${maker.name}: ${await answer.text()}`)
  const { id } = (await answer.json()) as { id: string }
  await fetch(`${hub.url}/v1/connections/${id}/settings`, {
    method: 'PATCH',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ requestsPerMinute: 100_000 }),
  })
  const issueIds = await maker.make(size)
  const text = `
    with made as (
      select (row_number() over ())::integer as n, issue_id from jsonb_array_elements_text($2::jsonb) as issue_id
    ), ticket as (
      insert into tickets (id, workspace_id, type, title, description, priority, status, status_category, created_by,
        created_at, updated_at)
      select ('01a20000-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid, c.workspace_id, 'task', 'Ticket ' || n,
        'A ticket of the measurement', 'medium', 'New', 'New', 'bench', now(), now() from made, connections c where c.id = $1
    )
    insert into links (id, workspace_id, ticket_id, connection_id, issue_id, issue_key, url, state, last_synced_at, created_at)
    select ('01a30000-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid, c.workspace_id,
      ('01a20000-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid, c.id, issue_id, issue_id, 'http://tracker', 'linked',
      now(), now()
    from made, connections c where c.id = $1`
  await store.pool.query(text, [id, JSON.stringify(issueIds)])
  return id
}

async function callsOfPoll(hub: Hub, of: { maker: IssueMaker; connectionId: string }): Promise<number> {
  // What was made just now lies in the overlap that every poll reads again; a tracker's clock moves on by itself.
  of.maker.pass(3_600_000)
  const before = of.maker.calls()
  await hub.handlers.poll({ connectionId: of.connectionId })
  return of.maker.calls() - before
}
