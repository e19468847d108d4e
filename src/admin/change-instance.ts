import { record } from '../audit/record.ts'
import { instanceOf, type Instance } from '../connections/instances.ts'
import { servesHelpDesk } from '../connections/tracker-of.ts'
import { type Deps, within } from '../deps.ts'
import type { Actor } from '../domain/actor.ts'
import { defaultInstanceName, type InstanceSettings } from '../domain/instance.ts'
import { notFound, Refusal } from '../domain/refusal.ts'
import { changeConnection, connectionOf, listConnections, lockConnection } from '../store/connections.ts'
import { addLogEntry } from '../store/log.ts'
import { transact, type Db } from '../store/open.ts'
import { supportLists } from '../store/support-facts.ts'

/** @throws {Refusal} `not-found` where the workspace has no such instance */
export async function findInstance(deps: Deps, actor: Actor, connectionId: string): Promise<Instance> {
  const connection = await connectionOf(deps.store.db, actor.workspaceId, connectionId)
  const isOne = connection && connection.state !== 'draft' && servesHelpDesk(deps, connection)
  if (!isOne) throw notFound('instance')
  return instanceOf(connection)
}

/** Changes an instance's name and how it serves the help desk (C24, C30–C39); what is absent stays. */
export async function changeInstance(
  deps: Deps,
  actor: Actor,
  of: { connectionId: string; name?: string | undefined; settings?: Partial<InstanceSettings> | undefined },
): Promise<void> {
  const found = await findInstance(deps, actor, of.connectionId)
  const name = of.name?.trim()
  await transact(deps.store.db, async (tx) => {
    // As it is under the lock: what somebody else has saved meanwhile stays.
    const connection = (await lockConnection(tx, found.connection.id)) ?? found.connection
    const { settings: before, name: known } = instanceOf(connection)
    const settings = { ...before, ...of.settings }
    const errors = [
      ...(name === undefined || name === known ? [] : await instanceNameErrors(tx, { ...connection, name })),
      // What was removed from the lists since must not be in the way of another change.
      ...(of.settings ? await settingErrors(tx, actor.workspaceId, settings) : []),
    ]
    if (errors.length > 0) throw new Refusal('invalid', 'The instance was not changed.', { errors })
    const now = deps.ctx.now()
    await changeConnection(tx, connection.id, {
      ...(name !== undefined && name !== known && { name }),
      settings: { ...connection.settings, helpDesk: settings },
      updatedAt: now,
    })
    await record(within(deps, tx), actor, {
      action: 'instance.changed',
      target: { id: connection.id, name: known },
      before: { name: known, ...before },
      after: { name: name ?? known, ...settings },
    })
    const entry = {
      id: deps.ctx.newId(),
      workspaceId: actor.workspaceId,
      at: now,
      connectionId: connection.id,
    }
    await addLogEntry(tx, {
      ...entry,
      level: 'info',
      message: `${actor.name} changed the settings of ${name ?? known}.`,
    })
  })
  deps.live.publish(actor.workspaceId, { topic: 'connections', id: found.connection.id })
}

type Errors = { field: string; message: string }[]

/** What is wrong with an instance's new name (C24, CX24). */
export async function instanceNameErrors(
  tx: Db,
  { id, name, workspaceId, isPrimary }: { id: string; name: string; workspaceId: string; isPrimary: boolean },
): Promise<Errors> {
  const field = 'name'
  if (isPrimary) return [{ field, message: `the instance “${defaultInstanceName}” keeps its name` }]
  if (name === '') return [{ field, message: 'a name' }]
  const fold = name.toLowerCase()
  const isTaken = (await listConnections(tx, workspaceId)).some(
    (other) => other.id !== id && !other.isPrimary && other.name.toLowerCase() === fold,
  )
  const isDefault = fold === defaultInstanceName.toLowerCase()
  return isTaken || isDefault ? [{ field, message: 'a name that no other instance has' }] : []
}

async function settingErrors(tx: Db, workspaceId: string, settings: InstanceSettings): Promise<Errors> {
  const { types, statuses, actionTypes } = await supportLists(tx, workspaceId)
  const chosen: { field: string; ids: (string | null)[]; list: { id: string }[]; what: string }[] = [
    { field: 'actionTypeId', ids: [settings.actionTypeId], list: actionTypes, what: 'an action type' },
    { field: 'commentTypeId', ids: [settings.commentTypeId], list: actionTypes, what: 'an action type' },
    { field: 'defaultStatusId', ids: [settings.defaultStatusId], list: statuses, what: 'a status' },
    { field: 'typeIds', ids: settings.typeIds ?? [], list: types, what: 'ticket types' },
  ]
  const errors = chosen
    .filter(({ ids, list }) => ids.some((id) => id !== null && !list.some((one) => one.id === id)))
    .map(({ field, what }) => ({ field: `settings.${field}`, message: `${what} of this workspace` }))
  if (settings.typeIds?.length === 0) {
    const message = 'at least one type, or all; to sync none, switch synchronisation off'
    errors.push({ field: 'settings.typeIds', message })
  }
  // CX4
  if (settings.alwaysDefault && !settings.defaultProjectKey) {
    const message = 'a project key, because it is always to be used'
    errors.push({ field: 'settings.defaultProjectKey', message })
  }
  return errors
}
