import { entriesFor, type Entry } from '../../shell/entries.ts'
import type { Me, Right } from '../../api/session.ts'
import type { IconName } from '../../ui/icon.tsx'

/** A page of the application, or something that can be done from everywhere. */
export interface Place {
  /** Its own among all. */
  id: string
  label: string
  /** What it belongs to. */
  section: string
  icon: IconName
  /** Where it is; absent for what is done at once. */
  to?: Entry['to'] | '/help-desk/new' | '/account'
}

const actions: (Place & { right?: Right })[] = [
  { id: 'create', label: 'Create a ticket', section: 'Do', icon: 'plus', right: 'tickets:create' },
  {
    id: '/help-desk/new',
    label: 'Create a help-desk ticket',
    section: 'Do',
    icon: 'plus',
    to: '/help-desk/new',
    right: 'help-desk:write',
  },
  { id: '/account', label: 'Your account', section: 'Do', icon: 'person', to: '/account' },
  { id: 'shortcuts', label: 'Keyboard shortcuts', section: 'Do', icon: 'key' },
]

/** What the person may open and do. */
export function placesFor(me: Pick<Me, 'rights'> & Partial<Pick<Me, 'queueShown'>>): Place[] {
  const pages = entriesFor(me).flatMap(({ title, entries }) =>
    entries.map(({ to, label, icon }): Place => ({ id: to, label, section: title, icon, to })),
  )
  return [...actions.filter(({ right }) => !right || me.rights.includes(right)), ...pages]
}

/** Those in whose name or section each of the words occurs, whatever their case. */
export function matching(places: Place[], words: string): Place[] {
  const wanted = words.toLowerCase().split(/\s+/u).filter(Boolean)
  return places.filter(({ label, section }) => {
    const text = `${label} ${section}`.toLowerCase()
    return wanted.every((word) => text.includes(word))
  })
}
