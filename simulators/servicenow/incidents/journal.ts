import { stamp, type Site } from '../site.ts'
import type { Row } from '../state/model.ts'
import { insertRow } from '../state/records.ts'

export const journals = ['comments', 'work_notes'] as const

/** Puts what was written into journal fields where it is kept. True when there was something. */
export function addEntries(site: Site, incident: Row, of: { values: Row; by: string }): boolean {
  const written = journals.filter((element) => (of.values[element] ?? '').trim() !== '')
  for (const element of written) {
    const values = {
      name: 'incident',
      element,
      element_id: incident['sys_id'] ?? '',
      value: of.values[element] ?? '',
    }
    insertRow(site.state, 'sys_journal_field', { values, at: stamp(site), by: of.by })
  }
  return written.length > 0
}
