import { ProviderError, type OutgoingComment } from '../provider.ts'
import type { ServiceNowClient } from './client.ts'
import { sysIdForm } from './config.ts'
import { markOf, noteOf } from './describe.ts'
import { checkLength, textLimit } from './limits.ts'
import { all, contains, equals } from './query.ts'
import { ifAllowed } from './roles.ts'
import { wireJournal, wireNotes } from './wire.ts'

const fields = ['sys_id', 'work_notes']

/**
 * Whether a note with the mark is there. The incident itself shows all of its notes as the display value of `work_notes`; the
 * table of journals needs a right of its own, without which it answers as if it were empty.
 * https://www.servicenow.com/docs/r/platform-administration/c_JournalFields.html
 */
async function isWritten(client: ServiceNowClient, sysId: string, marker: string): Promise<boolean> {
  const incident = await client.get(`incident/${sysId}`, fields, wireNotes)
  if (incident.work_notes) return incident.work_notes.display.includes(markOf(marker))
  const query = all(equals('element_id', sysId), equals('element', 'work_notes'), contains('value', marker))
  const request = { query, fields: ['sys_id', 'element_id', 'element', 'value'], limit: 100 }
  const page = await ifAllowed(client.list('sys_journal_field', request, wireJournal))
  const found = page?.rows.some(
    (row) => row.element_id?.value === sysId && row.value?.value.includes(markOf(marker)),
  )
  if (found) return true
  // Entries that access rules hide would have been counted.
  if (page?.rows.length === 0 && page.total === 0) return false
  const detail =
    'The integration user may read neither work_notes of incidents nor sys_journal_field, so it cannot see whether the comment was written already.'
  throw new ProviderError({ kind: 'forbidden', detail })
}

/**
 * A work note, not an “Additional comment”: those are shown and mailed to the caller, for whom the hub's words are not meant.
 * ServiceNow does not tell the entry's id, so the mark stands for it.
 * https://www.servicenow.com/docs/r/api-reference/rest-apis/c_TableAPI.html?section=table-PATCH
 */
export async function addNote(
  client: ServiceNowClient,
  issueId: string,
  comment: OutgoingComment,
): Promise<{ id: string }> {
  const written = { id: comment.marker }
  if (!sysIdForm.test(issueId)) {
    throw new ProviderError({ kind: 'not-found', detail: `“${issueId}” is no sys_id of an incident.` })
  }
  const note = noteOf(comment)
  checkLength(note, { field: 'text', words: 'The comment', limit: textLimit })
  if (comment.again && (await isWritten(client, issueId, comment.marker))) return written
  const request = {
    method: 'PATCH',
    path: `incident/${issueId}`,
    body: { work_notes: note },
    fields,
  } as const
  const answer = await client.write(request, wireNotes)
  // Without the right to write the field, ServiceNow takes the request and leaves the note out. That shows only where the
  // user may read the field.
  if (!answer.work_notes || answer.work_notes.display.includes(markOf(comment.marker))) return written
  if (await isWritten(client, issueId, comment.marker)) return written
  const detail =
    'ServiceNow took the request but not the work note: the integration user may not write work_notes.'
  throw new ProviderError({ kind: 'forbidden', detail })
}
