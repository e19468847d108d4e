import type { Caller } from '../api/access.ts'
import type { Site } from '../site.ts'
import type { Row } from '../state/model.ts'
import { insertIncident } from './insert.ts'

/** “Insert and Stay”: a person's copy of everything on the form, the mark of the original included. */
export function copyIncident(site: Site, row: Row, actor: Caller): Row {
  return insertIncident(site, { ...row, state: '1' }, actor)
}
