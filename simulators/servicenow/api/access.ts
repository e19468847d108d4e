import type { TableName } from '../state/columns.ts'
import type { Row, ServiceNowState } from '../state/model.ts'
import { roleNames, userNamed } from '../state/records.ts'

/** Whoever makes a call, with what it may do. */
export interface Caller {
  userName: string
  sysId: string
  roles: Set<string>
}

export function callerOf(state: ServiceNowState, userName: string): Caller {
  const sysId = userNamed(state, userName)?.['sys_id'] ?? ''
  return { userName, sysId, roles: roleNames(state, userName) }
}

const has = ({ roles }: Caller, ...wanted: string[]) => wanted.some((role) => roles.has(role))

/** `itil` contains the role of writing incidents alone. */
export const mayWriteIncidents = (caller: Caller) => has(caller, 'itil', 'sn_incident_write', 'admin')

export const mayDelete = (caller: Caller) => has(caller, 'admin')

/** The switches take rights from the integration user only: the people of the team go on. */
const isHeldBack = (state: ServiceNowState, caller: Caller) => caller.userName === state.integrationUser

/** Without `itil`, only what one opened or asked for oneself is visible. */
export function maySee(state: ServiceNowState, caller: Caller, at: { table: TableName; row: Row }): boolean {
  const { table, row } = at
  if (isHeldBack(state, caller)) {
    const { hiddenTables, hiddenRecords } = state.access
    if (hiddenTables.includes(table) || hiddenRecords.includes(row['sys_id'] ?? '')) return false
  }
  if (table !== 'incident' || mayWriteIncidents(caller)) return true
  return row['opened_by'] === caller.sysId || row['caller_id'] === caller.sysId
}

export function mayReadField(state: ServiceNowState, caller: Caller, name: string): boolean {
  return !(isHeldBack(state, caller) && state.access.hiddenFields.includes(name))
}

export function mayWriteField(state: ServiceNowState, caller: Caller, name: string): boolean {
  return !(isHeldBack(state, caller) && state.access.readOnlyFields.includes(name))
}
