import type { Deps } from '../deps.ts'
import { setFileOf } from '../store/sync-files.ts'
import { changeDelivery, lockDelivery, type Delivery } from '../store/deliveries.ts'
import { nextComment, saveIssueComments } from '../store/issue-comments.ts'
import { addJob } from '../store/jobs.ts'
import { transact, type Db } from '../store/open.ts'
import { addEvent } from '../store/tickets.ts'
import { tellSiblings } from './tell-siblings.ts'
import type { Write } from './write-to-issue.ts'

/** What the tracker has answered. */
export interface Written {
  commentId?: string
  fileId?: string
  /** What of the text the tracker's form could not carry, in words. */
  lost?: string[]
}

/** It is there: stores that, with the comment's or file's id, by which it is known again when it is read (invariant 6). */
export async function settleWrite(deps: Deps, of: Write, written: Written = {}): Promise<void> {
  const { delivery } = of
  await transact(deps.store.db, async (tx) => {
    const row = await lockDelivery(tx, delivery.id)
    if (!row || row.state === 'done') return
    const now = deps.ctx.now()
    const done = { fault: null, waitingFor: null, claimedBy: null, nextAttemptAt: null, updatedAt: now }
    await changeDelivery(tx, delivery.id, { ...done, state: 'done' })
    if (written.commentId !== undefined) {
      await rememberComment(deps, tx, { ...of, commentId: written.commentId })
    }
    if (written.fileId !== undefined && delivery.attachmentId) {
      await setFileOf(tx, delivery.attachmentId, {
        connectionId: delivery.connectionId,
        fileId: written.fileId,
      })
    }
    if (written.lost && written.lost.length > 0) await nameLost(deps, tx, { delivery, lost: written.lost })
    const next = await nextComment(tx, delivery)
    if (next) await addJob(tx, deps.jobs, { name: 'deliver', data: { deliveryId: next.id } })
  })
  deps.jobs.wake('deliver')
  deps.live.publish(delivery.workspaceId, { topic: 'tickets', id: delivery.ticketId })
}

async function rememberComment(deps: Deps, tx: Db, of: Write & { commentId: string }): Promise<void> {
  const { delivery, connection, issueId, commentId } = of
  await saveIssueComments(tx, [
    {
      connectionId: connection.id,
      commentId,
      workspaceId: delivery.workspaceId,
      issueId,
      direction: 'out',
      heldBecause: null,
      deliveryId: delivery.id,
      ticketId: delivery.ticketId,
      actionId: delivery.actionId,
      changedAt: null,
      createdAt: deps.ctx.now(),
    },
  ])
  await tellSiblings(deps, tx, of)
}

/** What cannot be carried is named, not dropped in silence. */
async function nameLost(deps: Deps, tx: Db, of: { delivery: Delivery; lost: string[] }): Promise<void> {
  const { workspaceId, ticketId } = of.delivery
  const text = `The comment was written, but the tracker’s form of text cannot carry: ${of.lost.join(', ')}.`
  await addEvent(tx, {
    id: deps.ctx.newId(),
    workspaceId,
    ticketId,
    at: deps.ctx.now(),
    kind: 'sync',
    actor: 'hub',
    text,
  })
}
