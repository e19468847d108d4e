import { columnAt, type TableName } from '../state/columns.ts'

export interface Condition {
  field: string
  operator: string
  value: string
}

export interface Query {
  /** Any of the groups; in a group all of the conditions, each with its alternatives. */
  groups: Condition[][][]
  order: { field: string; descending: boolean }[]
  /** Parts that mean nothing here and were dropped. */
  dropped: string[]
}

const condition =
  /^([a-z_][a-z0-9_.]*)(>=|<=|!=|=|>|<|NOT IN|IN|NOT LIKE|LIKE|STARTSWITH|ENDSWITH|ISEMPTY|ISNOTEMPTY)(.*)$/su

/** `^^` is a `^` inside a value. */
function parts(text: string): string[] {
  return text
    .replaceAll('^^', '\u0000')
    .split('^')
    .map((part) => part.replaceAll('\u0000', '^'))
    .filter((part) => part !== '')
}

function readCondition(table: TableName, text: string): Condition | undefined {
  const [, field = '', operator = '', value = ''] = condition.exec(text) ?? []
  // A script would be run by a real instance; this one has none.
  if (!columnAt(table, field) || value.startsWith('javascript:')) return undefined
  return { field, operator, value }
}

function readOrder(table: TableName, text: string): Query['order'][number] | undefined {
  const [, descending, field = ''] = /^ORDERBY(DESC)?(.+)$/u.exec(text) ?? []
  return columnAt(table, field) ? { field, descending: descending !== undefined } : undefined
}

/**
 * An encoded query. As in ServiceNow, a part that is invalid, such as an unknown field, is dropped without a word, and the rest
 * decides. `^OR` binds to the condition before it alone, `^NQ` starts anew.
 * https://www.servicenow.com/docs/r/platform-user-interface/configure-user-experiences/c_EncodedQueryStrings.html
 */
export function parseQuery(table: TableName, text: string): Query {
  const query: Query = { groups: [[]], order: [], dropped: [] }
  for (const part of parts(text)) {
    if (part.startsWith('ORDERBY')) {
      const order = readOrder(table, part)
      if (order) query.order.push(order)
      else query.dropped.push(part)
      continue
    }
    const [, joint, rest = ''] = /^(NQ|OR)?(.*)$/su.exec(part) ?? []
    const read = readCondition(table, rest)
    if (joint === 'NQ') query.groups.push([])
    if (!read) query.dropped.push(part)
    else addCondition(query, read, joint === 'OR')
  }
  return query
}

function addCondition({ groups }: Query, read: Condition, alternative: boolean): void {
  const group = groups.at(-1) ?? []
  const before = group.at(-1)
  if (alternative && before) before.push(read)
  else group.push([read])
}

/** Every field that the query looks at, for the rules about reading them. */
export function fieldsOf(query: Query): string[] {
  const asked = query.groups.flat(2).map(({ field }) => field)
  return [...asked, ...query.order.map(({ field }) => field)]
}
