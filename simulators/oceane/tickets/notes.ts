import { asList, asRecord, asText } from '../../ground/json.ts'
import type { Site } from '../site.ts'
import type { Note, Ticket } from '../state/model.ts'

/** A new note of the given words. */
export function newNote(site: Site, text: string, author: string | undefined): Note {
  site.state.lastNote += 1
  return {
    id: `N${site.state.lastNote}`,
    date: site.now().getTime(),
    text,
    ...(author !== undefined && { author }),
  }
}

/** The notes of a body: one that names the id of a note that is there is that note, every other is new. */
export function notesOf(site: Site, value: unknown, known: Note[]): Note[] {
  return (asList(value) ?? []).map((entry) => {
    const record = asRecord(entry) ?? {}
    const own = known.find(({ id }) => id === record['id'])
    return own ?? newNote(site, asText(record['text']) ?? '', asText(record['author']))
  })
}

/** As a JSON merge patch does it, or as some servers do instead. */
export function patchNotes(site: Site, ticket: Ticket, value: unknown): void {
  const given = notesOf(site, value, ticket.notes)
  ticket.notes = site.state.notes === 'replace' ? given : [...ticket.notes, ...given]
}
