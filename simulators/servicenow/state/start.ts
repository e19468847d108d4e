import { tableNames } from './columns.ts'
import type { Row, ServiceNowState } from './model.ts'
import { insertRow, userNamed } from './records.ts'
import { choices, dictionary, roleNames, type ServiceNowSeed } from './seed.ts'

export interface Account {
  username: string
  password: string
  name: string
}

/** When the seed was put in: before anything that a test does. */
const seededAt = '2020-01-01 00:00:00'

/** Whoever works in the simulated team signs in with this. */
export const personPassword = 'person-password'

/** A fresh instance. */
export function newState(seed: ServiceNowSeed, account: Account): ServiceNowState {
  const state: ServiceNowState = {
    tables: Object.fromEntries(tableNames.map((name) => [name, new Map()])) as ServiceNowState['tables'],
    passwords: new Map([[account.username, account.password]]),
    integrationUser: account.username,
    access: { hiddenTables: [], hiddenRecords: [], hiddenFields: [], readOnlyFields: [] },
    language: 'en',
    timeZone: seed.timeZone,
    hibernating: false,
    invalidQueryReturnsNoRows: false,
    webhooks: [],
    lastNumber: 10_000,
    lastId: 0,
  }
  const put = (table: keyof ServiceNowState['tables'], values: Row) =>
    insertRow(state, table, { values, at: seededAt })
  for (const name of roleNames) put('sys_user_role', { name })
  put('sys_user', userRow(account.username, account.name))
  setRoles(state, account.username, seed.roles)
  for (const { userName, name } of seed.people) {
    put('sys_user', userRow(userName, name))
    state.passwords.set(userName, personPassword)
    setRoles(state, userName, ['itil', 'admin'])
  }
  for (const { name, active = true } of seed.groups) put('sys_user_group', { name, active: String(active) })
  for (const [place, { table, element, value, en, de }] of choices.entries()) {
    const shared = { name: table, element, value, sequence: String(place), inactive: 'false' }
    put('sys_choice', { ...shared, label: en, language: 'en' })
    put('sys_choice', { ...shared, label: de, language: 'de' })
  }
  for (const [name, element, label, type] of dictionary) {
    const mandatory = String(element === 'caller_id')
    put('sys_dictionary', { name, element, column_label: label, internal_type: type, mandatory })
  }
  return state
}

function userRow(userName: string, name: string): Row {
  return { user_name: userName, name, email: `${userName}@example.com`, active: 'true' }
}

/** Gives a user these roles and takes away all others. */
export function setRoles(state: ServiceNowState, userName: string, names: string[]): void {
  const user = userNamed(state, userName)?.['sys_id'] ?? ''
  const held = state.tables.sys_user_has_role
  for (const [id, row] of held) if (row['user'] === user) held.delete(id)
  for (const [id, { name }] of state.tables.sys_user_role) {
    if (!names.includes(name ?? '')) continue
    const values = { user, role: id, inherited: 'false', state: 'active' }
    insertRow(state, 'sys_user_has_role', { values, at: seededAt })
  }
}

/** One data policy without a condition, with a rule for each of these columns of incidents; none, and it is taken away. */
export function setMandatory(state: ServiceNowState, columns: string[]): void {
  state.tables.sys_data_policy2.clear()
  state.tables.sys_data_policy_rule.clear()
  if (columns.length === 0) return
  const about = { model_table: 'incident', active: 'true', inherit: 'false', conditions: '' }
  const policy = insertRow(state, 'sys_data_policy2', { values: about, at: seededAt })
  for (const field of columns) {
    const values = { sys_data_policy: policy['sys_id'] ?? '', table: 'incident', field, mandatory: 'true' }
    insertRow(state, 'sys_data_policy_rule', { values, at: seededAt })
  }
}
