import { createHash } from 'node:crypto'
import type { Deps } from '../deps.ts'
import type { Actor } from '../domain/actor.ts'
import { alarmKey, type AlarmDetails } from '../domain/alarm.ts'
import { Refusal } from '../domain/refusal.ts'
import type { Alarm, AlarmReading } from '../sources/alarms/alarm.ts'
import { saveAlarms, type NewAlarm, type SavedAlarm } from '../store/alarms.ts'
import { transact } from '../store/open.ts'
import { awaitRules } from './await-rules.ts'
import { followClearing } from './follow-clearing.ts'

/** Alarms that one call may bring. */
export const mostAlarms = 1_000

export interface TakenAlarms {
  created: number
  updated: number
  unchanged: number
  warnings: string[]
  items: SavedAlarm[]
}

/**
 * Stores the alarms of a reading. One in the hub's own form is taken whole or not at all; of what a monitoring system
 * sends by itself the good alarms are taken, because nobody is there to send the others again. The same (source, agent,
 * root key) again brings the stored one up to date (BX6), so a source may say everything again at any time.
 * @throws {Refusal} naming every place that is wrong; nothing is stored then
 */
export async function takeAlarms(
  deps: Deps,
  actor: Actor,
  of: { source: string; reading: AlarmReading; inPart?: boolean },
): Promise<TakenAlarms> {
  const { alarms, refused } = of.reading
  const placed = refused.map(({ at, field, message }) => ({
    field: [at, field].filter(Boolean).join('.'),
    message,
  }))
  if (refused.length > 0 && !(of.inPart && alarms.length > 0)) {
    throw new Refusal('invalid', 'The alarms cannot be taken. Nothing was stored.', {
      errors: placed,
    })
  }
  if (alarms.length > mostAlarms) {
    throw new Refusal('invalid', 'The alarms cannot be taken. Nothing was stored.', {
      errors: [
        { field: 'alarms', message: `at most ${mostAlarms} alarms at once; these are ${alarms.length}` },
      ],
    })
  }
  const rows = new Map<string, NewAlarm>()
  for (const alarm of alarms) {
    const row = rowOf(deps, actor, { source: of.source, alarm })
    rows.set(row.key, row)
  }
  const now = deps.ctx.now()
  const titles = new Map([...rows.values()].map(({ key, title }) => [key, title]))
  const { items, ticketIds, waits } = await transact(deps.store.db, async (tx) => {
    const saved = await saveAlarms(tx, [...rows.values()], now)
    const { workspaceId } = actor
    const turned = { workspaceId, source: of.source, items: saved, titles, at: now }
    const touched = await followClearing(deps, tx, turned)
    const began = await awaitRules(deps, tx, { workspaceId, items: saved, rows, at: now })
    return { items: saved, ticketIds: touched, waits: began }
  })
  if (ticketIds.length > 0) deps.jobs.wake('deliver')
  if (waits) deps.jobs.wake('alarm-rules')
  for (const id of ticketIds) deps.live.publish(actor.workspaceId, { topic: 'tickets', id })
  if (items.some(({ outcome }) => outcome !== 'unchanged')) {
    deps.live.publish(actor.workspaceId, { topic: 'alarms' })
  }
  const count = (outcome: SavedAlarm['outcome']) => items.filter((item) => item.outcome === outcome).length
  return {
    created: count('created'),
    updated: count('updated'),
    unchanged: count('unchanged'),
    warnings: [
      ...of.reading.warnings,
      ...placed.map(({ field, message }) => `Left out: ${field}: ${message}`),
    ],
    items,
  }
}

function rowOf(deps: Deps, actor: Actor, { source, alarm }: { source: string; alarm: Alarm }): NewAlarm {
  const { state, title, description, raw, rootTime, ...said } = alarm
  const details: AlarmDetails = { ...said, rootTime: rootTime?.toISOString() ?? null }
  const content = [state, title, description, details]
  return {
    id: deps.ctx.newId(),
    workspaceId: actor.workspaceId,
    source,
    key: alarmKey(details),
    title,
    description,
    state,
    alarm: details,
    raw,
    fingerprint: createHash('sha256').update(JSON.stringify(content)).digest('hex'),
  }
}
