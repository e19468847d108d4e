import type { Caller } from '../api/access.ts'
import { stamp, type Site } from '../site.ts'
import type { Row } from '../state/model.ts'
import { insertRow } from '../state/records.ts'
import { tellHub } from '../webhooks/publish.ts'
import { priorityOf, storable } from './columns.ts'
import { addEntries } from './journal.ts'
import { checkPolicies } from './policies.ts'

const usual: Row = { state: '1', impact: '3', urgency: '3', category: 'inquiry' }

export function insertIncident(site: Site, values: Row, actor: Caller): Row {
  const at = stamp(site)
  const given = storable(site.state, values)
  const draft: Row = { ...usual, ...given }
  checkPolicies(site, draft)
  site.state.lastNumber += 1
  const whole: Row = {
    ...draft,
    incident_state: draft['state'] ?? '',
    sys_class_name: 'incident',
    number: `INC${String(site.state.lastNumber).padStart(7, '0')}`,
    priority: priorityOf(draft),
    active: 'true',
    opened_at: at,
    opened_by: actor.sysId,
  }
  const row = insertRow(site.state, 'incident', { values: whole, at, by: actor.userName })
  addEntries(site, row, { values, by: actor.userName })
  tellHub(site, row, 'insert')
  return row
}
