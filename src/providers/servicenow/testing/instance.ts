import { onTestFinished } from 'vitest'
import { createHttpClient } from '../../http.ts'
import type { Draft } from '../../provider.ts'
import { createServiceNowClient } from '../client.ts'
import { serviceNow } from '../index.ts'

export const draft: Draft = { title: 'A title', description: 'Words', facts: [] }

type Row = Record<string, string>

/** What the tests need of the simulator, which only they may import. */
interface SimulatedInstance {
  url: string
  calls: { method: string; query: string }[]
  state: { tables: { sys_user_group: Map<string, Row> } }
  close(): Promise<void>
}

/** What Mara of the simulated team does, over the API. */
function asMara(site: SimulatedInstance) {
  const authorization = `Basic ${Buffer.from('mara.lindqvist:person-password').toString('base64')}`
  return async (method: string, path: string, body?: unknown): Promise<Row> => {
    const init = {
      method,
      headers: { authorization },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    }
    const answer = await fetch(`${site.url}/api/now/table/${path}?sysparm_exclude_reference_link=true`, init)
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`)
    return answer.status === 204 ? {} : ((await answer.json()) as { result: Row }).result
  }
}

/** A simulated instance on a clock of its own, with a tracker for it. */
export async function instance<Site extends SimulatedInstance>(
  start: (options: { now: () => Date }) => Promise<Site>,
) {
  const clock = { now: Date.UTC(2026, 2, 1, 10) }
  const now = () => new Date(clock.now)
  const site = await start({ now })
  const http = createHttpClient({ allowedPrivateHosts: ['127.0.0.1'] })
  onTestFinished(async () => {
    await http.close()
    await site.close()
  })
  const config = { instance: site.url, username: 'crosstie.integration', password: 'snow-password' }
  const groupNamed = (name: string) =>
    [...site.state.tables.sys_user_group.values()].find((row) => row['name'] === name)?.['sys_id'] ?? ''
  return {
    site,
    clock,
    config,
    http,
    now,
    state: site.state as Site['state'],
    mara: asMara(site),
    tracker: serviceNow.connect(config, { http, now }),
    client: createServiceNowClient(config, { http, now }),
    group: groupNamed('Cloud Infrastructure'),
    groupNamed,
    destination: { assignmentGroup: groupNamed('Cloud Infrastructure') },
    /** Calls to the API while the work is done. */
    callsOf: async (work: () => Promise<unknown>) => {
      const before = site.calls.length
      await work()
      return site.calls.slice(before)
    },
  }
}
