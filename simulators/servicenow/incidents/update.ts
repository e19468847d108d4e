import type { Caller } from '../api/access.ts'
import { stamp, type Site } from '../site.ts'
import type { Row } from '../state/model.ts'
import { tellHub } from '../webhooks/publish.ts'
import { priorityOf, storable } from './columns.ts'
import { addEntries } from './journal.ts'
import { checkPolicies } from './policies.ts'

/** What a state sets by itself. */
function marksOf(before: Row, after: Row, of: { at: string; actor: Caller }): Row {
  const state = after['state'] ?? ''
  if (state === before['state']) return {}
  const closed = state === '7' || state === '8'
  return {
    incident_state: state,
    active: String(!closed),
    resolved_at: state === '6' ? of.at : state === '7' ? (before['resolved_at'] ?? '') : '',
    resolved_by: state === '6' ? of.actor.sysId : state === '7' ? (before['resolved_by'] ?? '') : '',
    closed_at: closed ? of.at : '',
    ...(state !== '3' && { hold_reason: '' }),
  }
}

/** Changes an incident; a record to which nothing happens keeps its time and count. */
export function updateIncident(site: Site, before: Row, of: { values: Row; actor: Caller }): Row {
  const { values, actor } = of
  const at = stamp(site)
  const wanted: Row = { ...before, ...storable(site.state, values) }
  const after: Row = { ...wanted, ...marksOf(before, wanted, { at, actor }), priority: priorityOf(wanted) }
  checkPolicies(site, after)
  const said = addEntries(site, before, { values, by: actor.userName })
  const changed = Object.keys(after).some((name) => after[name] !== (before[name] ?? ''))
  if (!said && !changed) return before
  const row: Row = {
    ...after,
    sys_updated_on: at,
    sys_updated_by: actor.userName,
    sys_mod_count: String(Number(before['sys_mod_count']) + 1),
  }
  site.state.tables.incident.set(row['sys_id'] ?? '', row)
  if (row['state'] !== before['state']) tellHub(site, row, 'update')
  return row
}
