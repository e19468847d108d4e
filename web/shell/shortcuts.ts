export type Shortcut =
  | 'create'
  | 'new-desk-ticket'
  | 'recommendations'
  | 'tickets'
  | 'help-desk'
  | 'desk'
  | 'comment'
  | 'search'
  | 'help'

export const shortcuts: { keys: string[]; does: Shortcut; words: string }[] = [
  { keys: ['c'], does: 'create', words: 'Create a ticket' },
  { keys: ['n'], does: 'new-desk-ticket', words: 'Create a help-desk ticket' },
  { keys: ['g', 'r'], does: 'recommendations', words: 'Go to Recommendations' },
  { keys: ['g', 't'], does: 'tickets', words: 'Go to Tickets' },
  { keys: ['g', 'h'], does: 'help-desk', words: 'Go to the Help desk' },
  { keys: ['g', 'd'], does: 'desk', words: 'Go to the Desk' },
  { keys: ['m'], does: 'comment', words: 'Comment on the Desk’s ticket' },
  { keys: ['/'], does: 'search', words: 'Search the list' },
  { keys: ['?'], does: 'help', words: 'Show this list' },
]

/** Works in fields too, and cannot be switched off: no speech or switch input makes it by chance. */
export const searchKey = { keys: ['Ctrl', 'K'], words: 'Search tickets, pages and actions' }

export interface Interpreted {
  does: Shortcut | null
  /** The first key of a pair, waiting for its second. */
  pending: string | null
}

/** What a key means after the one that is waiting, if any. */
export function interpret(pending: string | null, key: string): Interpreted {
  const pair = pending && shortcuts.find(({ keys }) => keys[0] === pending && keys[1] === key)
  if (pair) return { does: pair.does, pending: null }
  const single = shortcuts.find(({ keys }) => keys.length === 1 && keys[0] === key)
  if (single) return { does: single.does, pending: null }
  const opens = shortcuts.some(({ keys }) => keys.length > 1 && keys[0] === key)
  return { does: null, pending: opens ? key : null }
}
