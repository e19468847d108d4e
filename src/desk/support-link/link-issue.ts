import { type Deps, within } from '../../deps.ts'
import type { Actor } from '../../domain/actor.ts'
import { earlierName } from '../../domain/issue-comment.ts'
import { Refusal } from '../../domain/refusal.ts'
import { applyChange } from '../../inbound/apply-change.ts'
import { addBacklink } from '../../outbound/add-backlink.ts'
import type { LinkedIssue } from '../../providers/help-desk.ts'
import { changeDelivery, lockDelivery, type Delivery } from '../../store/deliveries.ts'
import { insertLink } from '../../store/links.ts'
import { transact, type Db } from '../../store/open.ts'
import { addEvent, lockTicket } from '../../store/tickets.ts'
import { askAtOnce, type Answers } from './answers.ts'
import { deskTicket, instanceFor } from './desk-ticket.ts'
import { lookUpIssue } from './look-up-issue.ts'
import { removeLink } from './unlink-issue.ts'

/**
 * Links a help-desk ticket to an issue that exists (C2, C9): nothing is pushed, what the issue says comes over. Linking to the same
 * issue twice is linking once (CX28).
 * @param of.issue key, id or address of the issue
 * @param of.replaces true: an issue that it is linked to is unlinked in the same step (CX13)
 */
export async function linkIssue(
  deps: Deps,
  actor: Actor,
  of: {
    ticketId: string
    issue: string
    instanceId?: string | undefined
    replaces?: boolean
    answers?: Answers
  },
): Promise<void> {
  const { workspaceId } = actor
  const found = await deskTicket(deps.store.db, workspaceId, of.ticketId)
  const { instance } = await instanceFor(deps, found, of.instanceId)
  const { connection } = instance
  const answers = of.answers ?? askAtOnce(deps)
  const issue = await answers.of(`issue ${connection.id} ${of.issue}`, (outside) =>
    lookUpIssue(outside, instance, of.issue),
  )
  await transact(deps.store.db, async (tx) => {
    await lockTicket(tx, workspaceId, of.ticketId)
    const { link, creation } = await deskTicket(tx, workspaceId, of.ticketId)
    if (link?.connectionId === connection.id && link.issueId === issue.id) return
    if (link && !of.replaces) {
      throw new Refusal(
        'conflict',
        `The ticket is linked to ${link.issueKey}: unlink it first, or say that it is replaced.`,
      )
    }
    if (link) await removeLink(deps, tx, { actor, link })
    await settleCreation(deps, tx, creation)
    await insert(deps, tx, { actor, ticketId: of.ticketId, connectionId: connection.id, issue })
    await applyChange(within(deps, tx), connection, { issue })
  })
  deps.jobs.wake('deliver')
  deps.live.publish(workspaceId, { topic: 'tickets', id: of.ticketId })
}

/** A creation that has not happened is given up; one that is being sent has to end first. */
async function settleCreation(deps: Deps, tx: Db, creation: Delivery | undefined): Promise<void> {
  const row = creation && (await lockDelivery(tx, creation.id))
  if (!row || row.state === 'done' || row.state === 'cancelled') return
  if (row.state === 'sending' || row.state === 'checking') {
    throw new Refusal(
      'conflict',
      'An issue is being created for the ticket at this moment: wait until that is over.',
    )
  }
  const over = { waitingFor: null, nextAttemptAt: null, claimedBy: null, updatedAt: deps.ctx.now() }
  await changeDelivery(tx, row.id, { ...over, state: 'cancelled' })
}

async function insert(
  deps: Deps,
  tx: Db,
  of: { actor: Actor; ticketId: string; connectionId: string; issue: LinkedIssue },
): Promise<void> {
  const { actor, ticketId, connectionId, issue } = of
  const { workspaceId } = actor
  const at = deps.ctx.now()
  const earlier = [
    ...issue.comments.map(({ id }) => earlierName('comment', id)),
    ...issue.files.map(({ id }) => earlierName('file', id)),
  ]
  const link = { id: deps.ctx.newId(), workspaceId, ticketId, connectionId, createdAt: at }
  await insertLink(tx, {
    ...link,
    issueId: issue.id,
    issueKey: issue.key,
    url: issue.url,
    isNew: false,
    earlier,
  })
  await addBacklink(deps, tx, { ...link, issueId: issue.id })
  const before = issue.comments.length > 0 ? ` Its ${issue.comments.length} earlier comments stay there.` : ''
  const event = { id: deps.ctx.newId(), workspaceId, ticketId, at, kind: 'link', actor: actor.name }
  await addEvent(tx, { ...event, text: `Linked to ${issue.key}.${before}` })
}
