import type { Deps } from '../deps.ts'
import { insertDelivery } from '../store/deliveries.ts'
import type { Db } from '../store/open.ts'
import { supportRowOf } from '../store/support-tickets.ts'

/** A help-desk ticket's issue shows the way back to it. */
export async function addBacklink(
  deps: Deps,
  tx: Db,
  of: { workspaceId: string; ticketId: string; connectionId: string; issueId: string },
): Promise<void> {
  const { workspaceId, ticketId, connectionId, issueId } = of
  if (!(await supportRowOf(tx, ticketId))) return
  const row = {
    id: deps.ctx.newId(),
    workspaceId,
    ticketId,
    connectionId,
    issueId,
    kind: 'backlink' as const,
  }
  await insertDelivery(tx, deps.jobs, { ...row, at: deps.ctx.now() })
}
