import type { SupportChange } from '../../desk/support/support-change.ts'
import { BadDocument, type Element } from './document.ts'
import { fieldsNamed, fold, targetOf, type CustomField, type Target } from './ticket-members.ts'

/** What a document wants of a ticket. What it does not name stays as it is. */
export interface TicketWish {
  change: SupportChange
  /** An issue's key, `NewJiraIssue` in whatever letter case, or empty: no issue (C58–C60, CX13). */
  jiraKey: string | undefined
  force: boolean
  /** The ticket that the document says it is about. */
  is: { id?: string; number?: string }
  warnings: string[]
  /** What the document calls a field of the change. */
  sentAs: Record<string, string>
}

type Said = Map<Target, { name: string; text: string }>

/** @throws {BadDocument} naming the element that is there twice, or does not agree with another one */
export function readTicket(root: Element, fields: CustomField[]): TicketWish {
  if (fold(root.name) !== 'ticket') {
    throw new BadDocument(`The document is a ${root.name}, not a Ticket.`)
  }
  if (root.text.trim() !== '') {
    throw new BadDocument(
      'The Ticket has text that stands in no element; write each value in the element that it is for.',
    )
  }
  const said: Said = new Map()
  const own: string[] = []
  const unknown: string[] = []
  const values: Record<string, string | string[] | null> = {}
  const sentAs: Record<string, string> = {}
  for (const element of root.children) {
    const target = targetOf(element.name)
    const field = target ? undefined : fieldMeant(element.name, fields)
    if (target === 'own') own.push(element.name)
    else if (target) note(said, target, element)
    else if (field && field.id in values) refuse(element.name, `one element for the field ${field.name}`)
    else if (field) {
      values[field.id] = valueOf(element)
      sentAs[`fields.${field.id}`] = element.name
    } else unknown.push(element.name)
  }
  for (const [target, { name }] of said) sentAs[target] = name
  const textOf = (target: Target) => said.get(target)?.text
  const {
    jiraKey: _key,
    force: _force,
    id,
    number,
    own: _own,
    ...change
  } = Object.fromEntries([...said].map(([target, { text }]) => [target, text])) as Partial<
    Record<Target, string>
  >
  return {
    change: { ...change, ...(Object.keys(values).length > 0 ? { fields: values } : {}) },
    jiraKey: textOf('jiraKey')?.trim(),
    force: isYes(said),
    is: { ...(id ? { id: id.trim() } : {}), ...(number ? { number: number.trim() } : {}) },
    warnings: [...warning('not known', unknown), ...warning('only told, and cannot be set', own)],
    sentAs,
  }
}

function refuse(field: string, message: string): never {
  throw new BadDocument(`The element ${field} is not acceptable.`, [{ field, message }])
}

/** Two names of the same thing have to say the same. */
function note(said: Said, target: Target, { name, text, children }: Element): void {
  if (children.length > 0) {
    refuse(name, 'a text without elements: write < as &lt;, or put the text into a CDATA section')
  }
  const other = said.get(target)
  if (other && fold(other.name) === fold(name)) refuse(name, 'only once, in whatever letter case')
  if (other && other.text.trim() !== text.trim())
    refuse(name, `the same as ${other.name}, or only one of the two`)
  said.set(target, other ?? { name, text })
}

function fieldMeant(name: string, fields: CustomField[]): CustomField | undefined {
  const [field, ...others] = fieldsNamed(name, fields)
  if (others.length === 0) return field
  return refuse(name, `a name that only one field has; several fit, so use Field_ with the id of one`)
}

/** A text, or the texts of the elements within it. */
function valueOf({ name, text, children }: Element): string | string[] | null {
  if (children.length === 0) return text.trim() === '' ? null : text
  if (text.trim() !== '') refuse(name, 'a text, or Value elements, not both')
  return children.flatMap((child) => valueOf(child) ?? [])
}

function isYes(said: Said): boolean {
  const { name, text } = said.get('force') ?? { name: '', text: 'false' }
  const word = text.trim().toLowerCase()
  if (word !== 'true' && word !== 'false' && word !== '') refuse(name, 'true or false')
  return word === 'true'
}

/** A body may hold many elements, and a header is no place for all of them. */
const mostNamed = 10
const longestName = 60

function warning(why: string, names: string[]): string[] {
  if (names.length === 0) return []
  const some = names.slice(0, mostNamed).map((name) => name.slice(0, longestName))
  const more = names.length > mostNamed ? ` and ${names.length - mostNamed} more` : ''
  return [`Ignored, because ${why}: ${some.join(', ')}${more}.`]
}
