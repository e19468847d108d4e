import { ProviderError, type OutgoingComment } from '../provider.ts'
import type { OceaneClient } from './client.ts'
import { markOf, noteOf } from './describe.ts'
import { checkLength, textLimit } from './limits.ts'
import { readTicket } from './read.ts'
import type { WireTicket } from './wire.ts'

/** The id of the note with the mark; the marker stands for it where Oceane gives notes none. */
function writtenIn({ note }: WireTicket, marker: string): { id: string } | undefined {
  const own = note?.find(({ text }) => text?.includes(markOf(marker)))
  return own && { id: own.id ?? marker }
}

const refused = (detail: string) => new ProviderError({ kind: 'invalid', detail })

/**
 * A PATCH with a note. As a JSON merge patch it replaces the whole list, so the notes that are there are sent along, and the
 * ticket's tag, where it has one, keeps somebody else's note of the same moment from being lost.
 * https://www.rfc-editor.org/rfc/rfc7396
 * https://github.com/tmforum-apis/TMF621_TroubleTicket (TMF621 v4, PATCH /troubleTicket/{id})
 */
export async function addNote(
  client: OceaneClient,
  issueId: string,
  comment: OutgoingComment,
): Promise<{ id: string }> {
  const { readPath, notes, userId } = client.config
  if (readPath === undefined) {
    throw refused('This connection only creates tickets: without a read path, no comment can be added.')
  }
  const text = noteOf(comment)
  checkLength(text, { field: 'text', words: 'The comment', limit: textLimit })
  const { ticket, tag } = await readTicket(client, issueId)
  const earlier = comment.again ? writtenIn(ticket, comment.marker) : undefined
  if (earlier) return earlier
  const before = notes === 'replaces the list' ? (ticket.note ?? []) : []
  const body = { note: [...before, { author: userId, text }] }
  const after = await client.patch(issueId, body, tag)
  // The answer may be short: the ticket itself tells for sure.
  const written =
    writtenIn(after, comment.marker) ?? writtenIn((await readTicket(client, issueId)).ticket, comment.marker)
  if (written) return written
  throw refused('Oceane took the request but not the note: the ticket does not show it.')
}
