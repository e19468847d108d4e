import type { Deps } from '../deps.ts'
import { earlierName, stepFor, type CommentStep } from '../domain/issue-comment.ts'
import { ticketsToTell, type SharingTicket } from '../domain/visibility.ts'
import type { IssueComment as SeenComment, LinkedIssue } from '../providers/help-desk.ts'
import type { Connection } from '../store/connections.ts'
import {
  commentDeliveries,
  commentsOfIssue,
  saveIssueComments,
  type IssueComment,
} from '../store/issue-comments.ts'
import type { Link } from '../store/links.ts'
import { addLogEntries } from '../store/log.ts'
import type { Db } from '../store/open.ts'
import { hideActions, insertActions, ticketsWithComments } from '../store/sync-actions.ts'
import { commentTypeOf } from './comment-type.ts'
import { addNotes } from './store-outcomes.ts'
import type { DeskSetting } from './support-outcome.ts'

export interface Sharing extends SharingTicket {
  link: Link
}

interface Of {
  connection: Connection
  issue: LinkedIssue
  /** The help desk's tickets that are linked to the issue. */
  sharing: Sharing[]
  desk: DeskSetting
}

interface Step {
  comment: SeenComment
  step: CommentStep
}

/**
 * An issue's comments become actions of its tickets, each once (C11); what is restricted stays there (C13, CX12), and what the
 * hub wrote itself does not come back (invariant 6, CX10). Answers the tickets that got something new.
 */
export async function applyComments(deps: Deps, tx: Db, of: Of): Promise<string[]> {
  const { connection, issue } = of
  const known = await commentsOfIssue(tx, connection.id, issue.id)
  const byId = new Map(known.map((comment) => [comment.commentId, comment]))
  const steps = issue.comments
    .map((comment): Step => {
      const seen = { ...comment, changedAt: comment.updatedAt }
      return { comment, step: stepFor(seen, byId.get(comment.id)) }
    })
    .filter(({ step }) => step.step !== 'nothing')
  if (steps.length === 0) return []
  await saveIssueComments(tx, await ledgerOf(deps, tx, { ...of, steps }))
  await logHeld(deps, tx, { ...of, steps })
  await hide(deps, tx, { ...of, steps })
  await noteEdits(deps, tx, { ...of, steps })
  return carry(deps, tx, { ...of, steps })
}

type WithSteps = Of & { steps: Step[] }

async function ledgerOf(
  deps: Deps,
  tx: Db,
  { connection, issue, steps }: WithSteps,
): Promise<IssueComment[]> {
  const markers = steps.flatMap(({ step }) => (step.step === 'own' ? step.marker : []))
  const deliveries = await commentDeliveries(tx, markers)
  const createdAt = deps.ctx.now()
  return steps.map(({ comment, step }) => {
    const own =
      step.step === 'own' ? deliveries.find(({ id }) => id.replaceAll('-', '') === step.marker) : undefined
    return {
      connectionId: connection.id,
      commentId: comment.id,
      workspaceId: connection.workspaceId,
      issueId: issue.id,
      direction: step.step === 'own' ? ('out' as const) : ('in' as const),
      heldBecause: step.step === 'hold' || step.step === 'hide' ? step.because : null,
      deliveryId: own?.id ?? null,
      ticketId: own?.ticketId ?? null,
      actionId: own?.actionId ?? null,
      changedAt: comment.updatedAt,
      createdAt,
    }
  })
}

async function carry(deps: Deps, tx: Db, { connection, sharing, desk, steps }: WithSteps): Promise<string[]> {
  const typeId = commentTypeOf(desk)
  if (!typeId) return []
  const { settings } = desk.instance
  const carried = steps
    .filter(({ step }) => step.step === 'carry')
    .toSorted((one, next) => one.comment.createdAt.getTime() - next.comment.createdAt.getTime())
  const told = ticketsToTell(sharing, undefined, settings)
  const actions = carried.flatMap(({ comment }) =>
    sharing
      .filter(({ id }) => told.some((ticket) => ticket.id === id))
      .filter(({ link }) => !link.earlier.includes(earlierName('comment', comment.id)))
      .map(({ id: ticketId }) => ({
        id: deps.ctx.newId(),
        workspaceId: connection.workspaceId,
        ticketId,
        typeId,
        visibility: settings.commentsArePublic ? ('public' as const) : ('internal' as const),
        origin: 'tracker' as const,
        author: comment.author,
        text: comment.text,
        lost: comment.lost,
        connectionId: connection.id,
        commentId: comment.id,
        at: comment.createdAt,
        editedAt: null,
        removedAt: null,
      })),
  )
  return insertActions(tx, actions)
}

/** Said to administrators only: that there is a restricted comment is not for everybody. */
async function logHeld(deps: Deps, tx: Db, { connection, issue, steps }: WithSteps): Promise<void> {
  const at = deps.ctx.now()
  const entries = steps.flatMap(({ step }) => {
    if (step.step !== 'hold') return []
    const message = `A comment of ${issue.key} did not come over. ${step.because}`
    const { id: connectionId, workspaceId } = connection
    return [{ id: deps.ctx.newId(), workspaceId, at, connectionId, level: 'info' as const, message }]
  })
  await addLogEntries(tx, entries)
}

async function hide(deps: Deps, tx: Db, { connection, issue, steps }: WithSteps): Promise<void> {
  const commentIds = steps.filter(({ step }) => step.step === 'hide').map(({ comment }) => comment.id)
  const hidden = await hideActions(tx, { connectionId: connection.id, commentIds })
  const text = `A comment of ${issue.key} was restricted after it had come over: its action is internal now.`
  await noteAll(deps, tx, { connection, ticketIds: hidden, text })
}

/** C12 */
async function noteEdits(deps: Deps, tx: Db, { connection, issue, steps }: WithSteps): Promise<void> {
  const commentIds = steps.filter(({ step }) => step.step === 'edited').map(({ comment }) => comment.id)
  const ticketIds = await ticketsWithComments(tx, { connectionId: connection.id, commentIds })
  const text = `A comment of ${issue.key} was edited in the tracker; its action stays as it was.`
  await noteAll(deps, tx, { connection, ticketIds, text })
}

async function noteAll(
  deps: Deps,
  tx: Db,
  { connection, ticketIds, text }: { connection: Connection; ticketIds: string[]; text: string },
): Promise<void> {
  const { workspaceId } = connection
  await addNotes(
    deps,
    tx,
    ticketIds.map((ticketId) => ({ link: { workspaceId, ticketId }, notes: [{ kind: 'sync', text }] })),
  )
}
