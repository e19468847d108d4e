import type { Deps } from '../deps.ts'
import type { Issue } from '../providers/provider.ts'
import type { Connection } from '../store/connections.ts'
import type { Delivery } from '../store/deliveries.ts'
import { addJobs, addWriteBackJobs } from '../store/jobs.ts'
import { settleAllCreated, type Created } from '../store/settle-created.ts'
import { together } from '../store/together.ts'

/** The slot at the tracker is free already. */
const gatherMs = 20

type Settle = (row: Created) => Promise<void>

const settles = new WeakMap<Deps['live'], Settle>()

function settleOf({ live, store, jobs }: Deps): Settle {
  const writeAll = async (rows: Created[]) => {
    const { sourceIds, deliveryIds, linkIds } = await settleAllCreated(store.db, rows)
    // Whoever looks for lost ones finds them too, should this process end here.
    await addWriteBackJobs(store.db, jobs, sourceIds)
    await addJobs(
      store.db,
      jobs,
      deliveryIds.map((deliveryId) => ({ name: 'deliver' as const, data: { deliveryId } })),
    )
    // A help-desk issue is read once at the beginning: what differs from then on was changed there.
    await addJobs(
      store.db,
      jobs,
      linkIds.map((linkId) => ({ name: 'refresh' as const, data: { linkId }, key: linkId })),
    )
    if (linkIds.length > 0) jobs.wake('refresh')
    if (sourceIds.length > 0) jobs.wake('write-back')
    if (deliveryIds.length > 0) jobs.wake('deliver')
    return rows.map(() => undefined)
  }
  const known = settles.get(live) ?? together(writeAll, { gatherMs })
  settles.set(live, known)
  return known
}

/** The tracker has answered with the new issue: ties the ticket to it. Answers that come together share a commit. */
export async function settleAnswered(
  deps: Deps,
  of: { delivery: Delivery; connection: Connection; issue: Issue },
): Promise<void> {
  const { delivery, connection, issue } = of
  const { workspaceId, ticketId } = delivery
  await settleOf(deps)({
    deliveryId: delivery.id,
    workspaceId,
    ticketId,
    connectionId: connection.id,
    linkId: deps.ctx.newId(),
    eventId: deps.ctx.newId(),
    backlinkId: deps.ctx.newId(),
    issueId: issue.id,
    issueKey: issue.key,
    url: issue.url,
    text: createdWords(issue),
    anchor: issue.anchor ?? null,
    at: deps.ctx.now(),
  })
  deps.live.publish(workspaceId, { topic: 'tickets', id: ticketId })
}

function createdWords({ key, lost = [] }: Issue): string {
  const rest = lost.length > 0 ? ` The tracker’s form of text cannot carry: ${lost.join(', ')}.` : ''
  return `Created as ${key}.${rest}`
}
