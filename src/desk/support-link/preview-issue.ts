import type { Deps } from '../../deps.ts'
import type { Actor } from '../../domain/actor.ts'
import type { FieldValue } from '../../domain/field-value.ts'
import { askAtOnce } from './answers.ts'
import { deskTicket, instanceFor } from './desk-ticket.ts'
import { surveyIssue, type IssuePreview } from './survey-issue.ts'

/** What a ticket's new issue would be: each value with its reason, and what is missing (CX25). Stores nothing. */
export async function previewIssue(
  deps: Deps,
  actor: Actor,
  of: { ticketId: string; given: Record<string, FieldValue> },
): Promise<IssuePreview & { instance: { id: string; name: string } }> {
  const found = await deskTicket(deps.store.db, actor.workspaceId, of.ticketId)
  const { instance } = await instanceFor(deps, found)
  const preview = await surveyIssue(deps, found, { instance, given: of.given, answers: askAtOnce(deps) })
  return { ...preview, instance: { id: instance.connection.id, name: instance.name } }
}
