export const tableNames = [
  'incident',
  'sys_user',
  'sys_user_group',
  'sys_user_role',
  'sys_user_has_role',
  'sys_choice',
  'sys_journal_field',
  'sys_dictionary',
  'sys_data_policy2',
  'sys_data_policy_rule',
] as const
export type TableName = (typeof tableNames)[number]

/** What a column holds; `reference` and `choice` have a display value of their own. */
export type Column =
  | { type: 'string' | 'integer' | 'datetime' | 'boolean' | 'journal' | 'choice'; maxLength?: number }
  | { type: 'reference'; table: TableName }

const text: Column = { type: 'string' }
const integer: Column = { type: 'integer' }
const time: Column = { type: 'datetime' }
const flag: Column = { type: 'boolean' }
const choice: Column = { type: 'choice' }
const journal: Column = { type: 'journal' }
const to = (table: TableName): Column => ({ type: 'reference', table })

const everywhere: Record<string, Column> = {
  sys_id: text,
  sys_created_on: time,
  sys_created_by: text,
  sys_updated_on: time,
  sys_updated_by: text,
  sys_mod_count: integer,
}

/** What each table has besides. A string with `maxLength` is cut to it without a word, as its database column does. */
const own: Record<TableName, Record<string, Column>> = {
  incident: {
    sys_class_name: text,
    number: text,
    short_description: { type: 'string', maxLength: 160 },
    description: text,
    state: choice,
    incident_state: choice,
    impact: choice,
    urgency: choice,
    priority: choice,
    category: choice,
    close_code: choice,
    close_notes: text,
    hold_reason: choice,
    active: flag,
    opened_at: time,
    opened_by: to('sys_user'),
    caller_id: to('sys_user'),
    assigned_to: to('sys_user'),
    assignment_group: to('sys_user_group'),
    resolved_at: time,
    resolved_by: to('sys_user'),
    closed_at: time,
    correlation_id: { type: 'string', maxLength: 100 },
    correlation_display: { type: 'string', maxLength: 100 },
    due_date: time,
    u_cost_centre: text,
    comments: journal,
    work_notes: journal,
  },
  sys_user: { user_name: text, name: text, email: text, active: flag },
  sys_user_group: { name: text, description: text, active: flag },
  sys_user_role: { name: text },
  sys_user_has_role: { user: to('sys_user'), role: to('sys_user_role'), inherited: flag, state: text },
  sys_choice: {
    name: text,
    element: text,
    value: text,
    label: text,
    language: text,
    sequence: integer,
    inactive: flag,
  },
  sys_journal_field: { name: text, element: text, element_id: text, value: text },
  sys_dictionary: { name: text, element: text, column_label: text, internal_type: text, mandatory: flag },
  sys_data_policy2: { model_table: text, active: flag, inherit: flag, conditions: text },
  sys_data_policy_rule: {
    sys_data_policy: to('sys_data_policy2'),
    table: text,
    field: text,
    mandatory: text,
  },
}

export function isTable(name: string): name is TableName {
  return Object.hasOwn(own, name)
}

const all = new Map(
  tableNames.map((name): [TableName, Record<string, Column>] => [name, { ...everywhere, ...own[name] }]),
)

export function columnsOf(table: TableName): Record<string, Column> {
  return all.get(table) ?? everywhere
}

/** The column a field leads to; `a.b` goes through the reference `a`. */
export function columnAt(table: TableName, field: string): Column | undefined {
  const [first = '', ...rest] = field.split('.')
  const columns = columnsOf(table)
  const column = Object.hasOwn(columns, first) ? columns[first] : undefined
  if (rest.length === 0 || !column) return column
  return column.type === 'reference' ? columnAt(column.table, rest.join('.')) : undefined
}
