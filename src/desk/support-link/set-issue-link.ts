import { type Deps, within } from '../../deps.ts'
import type { Actor } from '../../domain/actor.ts'
import { Refusal } from '../../domain/refusal.ts'
import { transact } from '../../store/open.ts'
import type { Answers } from './answers.ts'
import { deskTicket } from './desk-ticket.ts'
import { linkIssue } from './link-issue.ts'
import { keyIn } from './look-up-issue.ts'
import { pushIssue } from './push-issue.ts'
import { removeLink, unlinkIssue } from './unlink-issue.ts'

/** What a ticket's `JiraKey` is set to: an issue, a new one, or none (C58–C60, CX13). */
export type LinkTarget = { key: string } | 'new' | 'none'

/**
 * Sets a ticket's link as the API does it: another key re-links, none unlinks, the same again changes nothing.
 * @param of.force a ticket that is linked gets a new issue instead
 */
export async function setIssueLink(
  deps: Deps,
  actor: Actor,
  of: { ticketId: string; to: LinkTarget; force?: boolean; answers?: Answers },
): Promise<void> {
  const { ticketId, to } = of
  const asking = of.answers ? { answers: of.answers } : {}
  const { link } = await deskTicket(deps.store.db, actor.workspaceId, ticketId)
  if (to === 'none') return link ? unlinkIssue(deps, actor, { ticketId }) : undefined
  if (to !== 'new') {
    if (link && keyIn(to.key) === link.issueKey) return
    return linkIssue(deps, actor, { ticketId, issue: to.key, replaces: true, ...asking })
  }
  if (!link) return pushIssue(deps, actor, { ticketId, ...asking })
  if (!of.force) {
    throw new Refusal(
      'conflict',
      `The ticket is linked to ${link.issueKey} already: no new issue was created.`,
    )
  }
  await transact(deps.store.db, async (tx) => {
    const inside = within(deps, tx)
    await removeLink(inside, tx, { actor, link })
    await pushIssue(inside, actor, { ticketId, ...asking })
  })
}
