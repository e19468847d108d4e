import type { FieldKind, HelpDeskList } from '../../../api/help-desk-lists.ts'

/** The lists as people know them: versions are one list, whatever product they belong to. */
export type ListKind = Exclude<HelpDeskList, `products/${string}`> | 'versions'

export function kindOf(list: HelpDeskList): ListKind {
  return list.startsWith('products/') ? 'versions' : (list as ListKind)
}

interface ListWords {
  /** In a sentence: “the ticket type “Bug””. */
  one: string
  /** What renaming does besides, where that is worth knowing. */
  renaming?: string
}

const matching = 'Jira’s names are compared with it, capital letters included.'

export const listWords: Record<ListKind, ListWords> = {
  types: { one: 'ticket type', renaming: `Tickets of this type show the new name. ${matching}` },
  statuses: { one: 'status', renaming: `Tickets in this status show the new name. ${matching}` },
  'action-types': { one: 'action type', renaming: 'Actions of this type show the new name.' },
  fields: { one: 'field', renaming: 'Tickets show the new name; mappings stay.' },
  customers: { one: 'customer', renaming: 'Tickets of this customer show the new name.' },
  products: { one: 'product', renaming: 'Tickets of this product show the new name.' },
  versions: { one: 'version', renaming: 'Tickets with this version show the new name.' },
}

export const fieldKindWords: Record<FieldKind, string> = {
  text: 'Text, one line',
  paragraph: 'Text, several lines',
  number: 'Number',
  date: 'Date',
  option: 'One option',
  options: 'Several options',
  user: 'Person',
  cascading: 'Option and one below it',
}

export const hasOptions = (kind: FieldKind) => kind === 'option' || kind === 'options' || kind === 'cascading'

/** What becomes of what an entry that is removed stands on. */
export function removalWords(kind: ListKind, uses: number): string {
  const noun = kind === 'action-types' ? 'action' : 'ticket'
  const again = 'Adding the same name again brings it back.'
  if (uses === 0) return `No ${noun} has it. It cannot be chosen any more. ${again}`
  const who = `${uses.toLocaleString('en')} ${noun}${uses === 1 ? '' : 's'}`
  const keeps = uses === 1 ? 'has it and keeps it' : 'have it and keep it'
  return `${who} ${keeps}; it cannot be chosen any more. ${again}`
}
