import type { Site } from '../site.ts'
import type { Row } from '../state/model.ts'
import { tellHub } from '../webhooks/publish.ts'

/** Takes an incident away together with its journal. */
export function removeIncident(site: Site, row: Row): void {
  const id = row['sys_id'] ?? ''
  site.state.tables.incident.delete(id)
  const journal = site.state.tables.sys_journal_field
  for (const [entry, { element_id: of }] of journal) if (of === id) journal.delete(entry)
  tellHub(site, row, 'delete')
}
