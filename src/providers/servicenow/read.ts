import { ProviderError, type ReadResult } from '../provider.ts'
import type { ServiceNowClient } from './client.ts'
import { sysIdForm } from './config.ts'
import { issueFields, issueOf } from './map.ts'
import { isHarmless, oneOf } from './query.ts'
import { sightOf, type Sight } from './sight.ts'
import { wireIncident, type WireIncident } from './wire.ts'

/** 100 ids make an address of under 4 kB; ServiceNow's server takes 8 kB with all headers (KB0826932). */
export const batchSize = 100

const fold = (text: string) => text.toLowerCase()

/** An empty answer is only believed by somebody who can see. */
async function demandSight(client: ServiceNowClient, total: number | undefined): Promise<void> {
  const hidden: Sight = { clear: false, because: 'They exist, but the integration user may not read them.' }
  const sight = total ? hidden : await sightOf(client)
  if (sight.clear) return
  throw new ProviderError({ kind: 'forbidden', detail: `No incident was answered. ${sight.because}` })
}

async function readBatch(
  client: ServiceNowClient,
  field: 'sys_id' | 'number',
  asked: string[],
): Promise<WireIncident[]> {
  const wanted = new Set(asked.map(fold))
  // Numbers need not be unique, so there may be more rows than were asked for.
  const request = { query: oneOf(field, asked), fields: issueFields, limit: 2 * batchSize }
  const { rows, total } = await client.list('incident', request, wireIncident)
  if (rows.some((row) => !wanted.has(fold(row[field]?.value ?? '')))) {
    const detail = `ServiceNow answered with incidents that were not asked for: it dropped the condition on ${field}.`
    throw new ProviderError({ kind: 'bad-answer', detail })
  }
  if (rows.length === 0) await demandSight(client, total)
  return rows
}

/**
 * Incidents by sys_id, or by number as people write it. Whatever is neither names no incident, and is not asked for: in a
 * query it could mean something else.
 */
export async function readIncidents(client: ServiceNowClient, ids: string[]): Promise<ReadResult> {
  const asked = [...new Set(ids)]
  const sysIds = asked.filter((id) => sysIdForm.test(id))
  const numbers = asked.filter((id) => !sysIdForm.test(id) && isHarmless(id))
  const rows: WireIncident[] = []
  for (const [field, names] of [
    ['sys_id', sysIds],
    ['number', numbers],
  ] as const) {
    for (let start = 0; start < names.length; start += batchSize) {
      rows.push(...(await readBatch(client, field, names.slice(start, start + batchSize))))
    }
  }
  const seen = new Map(rows.map((row) => [row.sys_id.value, row]))
  const known = new Set(rows.flatMap((row) => [fold(row.sys_id.value), fold(row.number?.value ?? '')]))
  return {
    issues: [...seen.values()].map((row) => issueOf(row, client.instance)),
    gone: asked.filter((id) => !known.has(fold(id))),
  }
}
