import { record } from '../audit/record.ts'
import { type Deps, within } from '../deps.ts'
import type { Actor } from '../domain/actor.ts'
import { notFound } from '../domain/refusal.ts'
import type { ClearCode } from '../domain/service-ticket.ts'
import { addLogEntry } from '../store/log.ts'
import { transact } from '../store/open.ts'
import type { WorkspaceSettings } from '../store/tables.ts'
import { changeWorkspaceSettings, findWorkspace, lockWorkspace } from '../store/workspaces.ts'

/** What an administrator says of the desk; absent stays. */
export interface DeskChange {
  /** Null: the workspace’s name. */
  deskName?: string | null | undefined
  /** DX33 */
  forward?: boolean | undefined
  clearCodes?: Record<string, ClearCode> | undefined
}

export async function changeDeskSettings(
  deps: Deps,
  actor: Actor,
  change: DeskChange,
): Promise<WorkspaceSettings> {
  const { workspaceId } = actor
  return transact(deps.store.db, async (tx) => {
    await lockWorkspace(tx, workspaceId)
    const workspace = await findWorkspace(tx, workspaceId)
    if (!workspace) throw notFound('workspace')
    const settings = changed(workspace.settings, change)
    await changeWorkspaceSettings(tx, workspaceId, settings)
    await record(within(deps, tx), actor, {
      action: 'desk.settings-changed',
      target: workspace,
      before: { ...workspace.settings },
      after: { ...settings },
    })
    await addLogEntry(tx, {
      id: deps.ctx.newId(),
      workspaceId,
      at: deps.ctx.now(),
      level: 'info',
      message: `${actor.name} changed the settings of the desk.`,
    })
    return settings
  })
}

function changed(
  before: WorkspaceSettings,
  { deskName, forward, clearCodes }: DeskChange,
): WorkspaceSettings {
  const { deskName: known, ...others } = before
  const name = deskName === undefined ? known : deskName
  return {
    ...others,
    ...(name && { deskName: name }),
    ...(forward !== undefined && { forwardServiceTickets: forward }),
    ...(clearCodes && { clearCodes: folded(clearCodes) }),
  }
}

/** A tracker’s statuses are compared without case. */
const folded = (codes: Record<string, ClearCode>) =>
  Object.fromEntries(Object.entries(codes).map(([name, code]) => [name.trim().toLowerCase(), code]))
