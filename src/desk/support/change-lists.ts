import { record } from '../../audit/record.ts'
import { type Deps, within } from '../../deps.ts'
import type { Actor } from '../../domain/actor.ts'
import type { AuditedDeed } from '../../domain/audit.ts'
import { nounOf, optionsProblem, type ListName } from '../../domain/help-desk-list.ts'
import { levelsOf } from '../../domain/check-field-value.ts'
import type { FieldKind } from '../../domain/field-value.ts'
import { notFound, Refusal } from '../../domain/refusal.ts'
import { connectionOf } from '../../store/connections.ts'
import { entryNamed, entryOf, lockLists, type InList, type ListEntry } from '../../store/help-desk-lists.ts'
import { addLogEntry } from '../../store/log.ts'
import { transact, type Db } from '../../store/open.ts'

type Wrong = { field: string; message: string }

/**
 * Changes a workspace's lists, one change after the other, and tells the log of it.
 * @param work answers what was done, for the log and the record
 */
export async function changeLists<T>(
  deps: Deps,
  actor: Actor,
  work: (tx: Db) => Promise<{ result: T; said: string; deed: AuditedDeed }>,
): Promise<T> {
  const { workspaceId, name } = actor
  const { result } = await transact(deps.store.db, async (tx) => {
    await lockLists(tx, workspaceId)
    const done = await work(tx)
    const entry = { id: deps.ctx.newId(), workspaceId, at: deps.ctx.now(), level: 'info' as const }
    await addLogEntry(tx, { ...entry, message: `${name} ${done.said}.` })
    await record(within(deps, tx), actor, done.deed)
    return done
  })
  deps.live.publish(workspaceId, { topic: 'tickets' })
  return result
}

/** @throws {Refusal} when the workspace has no such entry, or it is off the list */
export async function entryThere(
  tx: Db,
  workspaceId: string,
  of: InList & { id: string },
): Promise<ListEntry> {
  const entry = await entryOf(tx, workspaceId, of)
  if (!entry || entry.removedAt) throw notFound(nounOf[of.list])
  return entry
}

/** @throws {Refusal} when another entry of the list has that name, in whatever letter case */
export async function checkNameFree(
  tx: Db,
  workspaceId: string,
  of: InList & { name: string; besides?: string },
): Promise<void> {
  const other = await entryNamed(tx, workspaceId, of)
  if (!other || other.removedAt || other.id === of.besides) return
  const message = `a name that no other ${nounOf[of.list]} has, in whatever letter case`
  const errors = [{ field: 'name', message }]
  throw new Refusal('conflict', `There is a ${nounOf[of.list]} “${other.name}” already.`, { errors })
}

/** What is wrong with the instance that a product or version names. */
export async function wrongInstance(
  tx: Db,
  workspaceId: string,
  connectionId: string | null | undefined,
): Promise<Wrong[]> {
  if (!connectionId) return []
  const state = (await connectionOf(tx, workspaceId, connectionId))?.state
  if (state === 'active' || state === 'following') return []
  return [{ field: 'instanceId', message: 'the id of a connection of this workspace that is switched on' }]
}

export function wrongOptions(kind: FieldKind | undefined, options: string[] | undefined): Wrong[] {
  const message = kind && options ? optionsProblem(kind, options) : undefined
  return message === undefined ? [] : [{ field: 'options', message }]
}

/** Options as they are kept: one spelling of `Parent > Child`. */
export const keptOptions = (kind: FieldKind | undefined, options: string[]) =>
  kind === 'cascading' ? options.map((option) => levelsOf(option).join(' > ')) : options

export function refuseWrong(list: ListName, errors: Wrong[]): void {
  if (errors.length > 0) throw new Refusal('invalid', `The ${nounOf[list]} was not saved.`, { errors })
}
