import { record } from '../audit/record.ts'
import { sealedTemplate, templateOf } from '../connections/console.ts'
import { type Deps, within } from '../deps.ts'
import type { Actor } from '../domain/actor.ts'
import type { ClearingRule } from '../domain/clearing.ts'
import { notFound, Refusal } from '../domain/refusal.ts'
import { originOf, wrongInWriteBack, type WriteBackTemplate } from '../domain/write-back.ts'
import {
  alarmSourceOf,
  lockAlarmSource,
  removeAlarmSource,
  saveAlarmSource,
  type AlarmSource,
} from '../store/alarm-sources.ts'
import { addWriteBackJobs } from '../store/jobs.ts'
import { addLogEntry } from '../store/log.ts'
import { transact, type Db } from '../store/open.ts'
import { cancelWriteBacks, queueUntold, requeueWriteBacks } from '../store/write-backs.ts'
import { refuseUncallable } from './refuse-address.ts'

/** A template as a person gives it: a header without a value keeps the one that is stored. */
export type GivenTemplate = Omit<WriteBackTemplate, 'headers'> & {
  headers: { name: string; value?: string | undefined }[]
}

/**
 * The whole template, with the stored values of headers that were given none.
 * @throws {Refusal} naming each place that is wrong
 */
export function wholeTemplate(
  deps: Deps,
  stored: AlarmSource | undefined,
  given: GivenTemplate,
): WriteBackTemplate {
  // Where every value is given anew, those that are stored are not even opened: perhaps they cannot be.
  const isKept = given.headers.some(({ value }) => value === undefined)
  const kept = stored && isKept ? templateOf(deps, stored) : undefined
  const stays = kept !== undefined && originOf(kept.url) === originOf(given.url)
  const missing: { field: string; message: string }[] = []
  const headers = given.headers.map(({ name, value }, index) => {
    if (value !== undefined) return { name, value }
    const old = kept?.headers.find((one) => one.name.toLowerCase() === name.toLowerCase())
    const message =
      old && !stays
        ? 'The value anew: the address has changed, and a stored value never goes to another host.'
        : 'A value: none is stored for this header.'
    if (!old || !stays) missing.push({ field: `headers.${index}.value`, message })
    return { name, value: old?.value ?? '' }
  })
  const template = { ...given, headers }
  const errors = [...missing, ...wrongInWriteBack(template)]
  if (errors.length === 0) return template
  throw new Refusal('invalid', 'The write-back’s request is not right. Nothing was changed.', {
    errors: errors.map(({ field, message }) => ({ field: `writeBack.${field}`, message })),
  })
}

/** Stores what happens with a source’s alarms; without a template nothing is written back any more. */
export async function saveSource(
  deps: Deps,
  actor: Actor,
  of: { name: string; onClear: ClearingRule; writeBack: GivenTemplate | null },
): Promise<void> {
  const { workspaceId } = actor
  const { name, onClear } = of
  await transact(deps.store.db, async (tx) => {
    const stored = await lockAlarmSource(tx, workspaceId, name)
    const now = deps.ctx.now()
    const id = stored?.id ?? deps.ctx.newId()
    const template = of.writeBack && wholeTemplate(deps, stored, of.writeBack)
    if (template) refuseUncallable(deps, [{ field: 'writeBack.url', url: originOf(template.url) }])
    const request = template
      ? sealedTemplate(deps, { id, workspaceId }, template)
      : { writeBack: null, sealedHeaders: null }
    const createdAt = stored?.createdAt ?? now
    await saveAlarmSource(tx, { id, workspaceId, name, onClear, ...request, createdAt, updatedAt: now })
    if (!of.writeBack) await cancelWriteBacks(tx, id, now)
    await record(within(deps, tx), actor, {
      action: 'alarm-source.changed',
      target: { id, name },
      before: stored && { onClear: stored.onClear, writeBack: stored.writeBack },
      after: { onClear, writeBack: request.writeBack },
    })
    await log(deps, tx, { actor, message: `${actor.name} changed the settings of the alarm source ${name}.` })
  })
  deps.live.publish(workspaceId, { topic: 'alarms' })
}

/** Forgets the settings of a source, and what was not written back yet. Its alarms stay. */
export async function removeSource(deps: Deps, actor: Actor, name: string): Promise<void> {
  await transact(deps.store.db, async (tx) => {
    const source = await lockAlarmSource(tx, actor.workspaceId, name)
    if (!source) throw notFound('settings of an alarm source')
    await cancelWriteBacks(tx, source.id, deps.ctx.now())
    await removeAlarmSource(tx, source.id)
    await record(within(deps, tx), actor, {
      action: 'alarm-source.removed',
      target: { id: source.id, name },
      before: { onClear: source.onClear, writeBack: source.writeBack },
    })
    await log(deps, tx, { actor, message: `${actor.name} removed the settings of the alarm source ${name}.` })
  })
  deps.live.publish(actor.workspaceId, { topic: 'alarms' })
}

/** Tries again what a source’s console did not take. Answers how many. */
export const retryFailed = (deps: Deps, actor: Actor, name: string) =>
  queue(deps, actor, {
    name,
    work: async (tx, source, now) => (await requeueWriteBacks(tx, { sourceId: source.id }, now)).length,
  })

/** Tells the console about the tickets that were there before the template was. Answers how many. */
export const tellUntold = (deps: Deps, actor: Actor, name: string) =>
  queue(deps, actor, { name, work: queueUntold })

async function queue(
  deps: Deps,
  actor: Actor,
  of: { name: string; work: (tx: Db, source: AlarmSource, now: Date) => Promise<number> },
): Promise<number> {
  const count = await transact(deps.store.db, async (tx) => {
    const source = await alarmSourceOf(tx, actor.workspaceId, of.name)
    if (!source) throw notFound('settings of an alarm source')
    if (!source.writeBack) {
      throw new Refusal('conflict', 'This source has no request for its write-back: save one first.')
    }
    const queued = await of.work(tx, source, deps.ctx.now())
    await addWriteBackJobs(tx, deps.jobs, [source.id])
    await record(within(deps, tx), actor, {
      action: 'alarm-source.told-again',
      target: source,
      after: { writeBacks: queued },
    })
    return queued
  })
  deps.jobs.wake('write-back')
  deps.live.publish(actor.workspaceId, { topic: 'alarms' })
  return count
}

function log(deps: Deps, tx: Db, { actor, message }: { actor: Actor; message: string }): Promise<void> {
  const entry = { id: deps.ctx.newId(), workspaceId: actor.workspaceId, at: deps.ctx.now() }
  return addLogEntry(tx, { ...entry, level: 'info', message })
}
