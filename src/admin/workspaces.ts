import { record } from '../audit/record.ts'
import { type Deps, within } from '../deps.ts'
import type { Actor } from '../domain/actor.ts'
import { notFound } from '../domain/refusal.ts'
import { transact } from '../store/open.ts'
import {
  addMember,
  changeWorkspaceSettings,
  findWorkspace,
  insertWorkspace,
  lockWorkspace,
  renameWorkspace,
  type Workspace,
} from '../store/workspaces.ts'
import { personOf } from './members.ts'

/** Makes another workspace in this hub; whoever makes it is its owner. */
export function addWorkspace(deps: Deps, actor: Actor, { name }: { name: string }): Promise<Workspace> {
  const userId = personOf(actor)
  return transact(deps.store.db, async (tx) => {
    const createdAt = deps.ctx.now()
    const id = deps.ctx.newId()
    await insertWorkspace(tx, { id, name, createdAt })
    await addMember(tx, { workspaceId: id, userId, role: 'owner', createdAt })
    const inside = within(deps, tx)
    const doer = { ...actor, workspaceId: id }
    await record(inside, doer, { action: 'workspace.made', target: { id, name }, after: { name } })
    return { id, name, settings: {}, createdAt }
  })
}

/** Renames the workspace, or asks its members for two-factor; what is absent stays. */
export function changeWorkspace(
  deps: Deps,
  actor: Actor,
  change: { name?: string | undefined; twoFactorRequired?: boolean | undefined },
): Promise<Workspace> {
  const { workspaceId: id } = actor
  return transact(deps.store.db, async (tx) => {
    await lockWorkspace(tx, id)
    const before = await findWorkspace(tx, id)
    if (!before) throw notFound('workspace')
    const name = change.name ?? before.name
    const twoFactorRequired = change.twoFactorRequired ?? before.settings.twoFactorRequired ?? false
    const settings = { ...before.settings, twoFactorRequired }
    await renameWorkspace(tx, id, name)
    await changeWorkspaceSettings(tx, id, settings)
    const inside = within(deps, tx)
    await record(inside, actor, {
      action: 'workspace.changed',
      target: { id, name },
      before: { name: before.name, twoFactorRequired: before.settings.twoFactorRequired ?? false },
      after: { name, twoFactorRequired },
    })
    return { ...before, name, settings }
  })
}
