/** Length of a ticket's title, in UTF-16 units as trackers count: Jira takes no longer one. */
export const longestTitle = 255
export const longestDescription = 32_000
export const longestAssignee = 320
export const longestAction = 32_000
/** Bytes: no file is larger, whichever way it comes. */
export const mostFileBytes = 20 * 1024 * 1024
export const longestFileName = 255

/** A ticket as far as its history tells of it: names, not ids. */
export interface ShownTicket {
  title: string
  description: string
  priority: string
  status: string
  type: string
  product: string | null
  version: string | null
  customer: string | null
  assignee: string | null
  /** Values of the workspace's own fields, as people read them. */
  fields: { name: string; value: string }[]
}

const longestShown = 500

const quote = (text: string | null) => {
  if (text === null || text === '') return 'none'
  // By characters, so that none is cut in half.
  const all = Array.from(text)
  return `“${all.length > longestShown ? `${all.slice(0, longestShown).join('')}…` : text}”`
}

const titles: [name: Exclude<keyof ShownTicket, 'fields' | 'status'>, title: string][] = [
  ['title', 'Title'],
  ['description', 'Description'],
  ['type', 'Type'],
  ['priority', 'Priority'],
  ['product', 'Product'],
  ['version', 'Version'],
  ['customer', 'Customer'],
  ['assignee', 'Assigned to'],
]

/** What a change did, from → to, for the history: the status apart. Null where there was nothing. */
export function sayChanges(
  before: ShownTicket,
  after: ShownTicket,
): { edit: string | null; status: string | null } {
  const said = titles.flatMap(([name, title]) => say(title, before[name], after[name]))
  const names = new Set([...before.fields, ...after.fields].map(({ name }) => name))
  const valueIn = (of: ShownTicket, name: string) => of.fields.find((one) => one.name === name)?.value ?? null
  for (const name of names) said.push(...say(name, valueIn(before, name), valueIn(after, name)))
  const [status] = say('Status', before.status, after.status)
  return { edit: said.length > 0 ? said.join('\n') : null, status: status ?? null }
}

const say = (title: string, from: string | null, to: string | null): string[] =>
  from === to ? [] : [`${title}: ${quote(from)} → ${quote(to)}.`]
