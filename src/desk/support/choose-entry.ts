import { nounOf, type ListName } from '../../domain/help-desk-list.ts'
import { entriesOf, entryNamed, entryOf, type ListEntry } from '../../store/help-desk-lists.ts'
import type { Db } from '../../store/open.ts'
import type { Wrong } from './support-change.ts'

export interface Choice {
  list: ListName
  /** What the field is called, without `Id` or `Name`. */
  field: string
  id: string | null | undefined
  name: string | null | undefined
  /** The one that the ticket has now: it may stay although it is off the list. */
  current?: { id: string } | { name: string } | undefined
  productId?: string | undefined
}

/** Undefined: nothing was said. Null: none. */
export type Chosen = { entry: ListEntry | null | undefined } | { wrong: Wrong }

const uuid = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/iu
const isNothing = (text: string | null) => text === null || text.trim() === ''

/** The entry that somebody named by its id or its name. */
export async function chooseEntry(tx: Db, workspaceId: string, choice: Choice): Promise<Chosen> {
  const { list, id, name, field, productId } = choice
  if (id === undefined && name === undefined) return { entry: undefined }
  if (id !== undefined && name !== undefined) {
    return { wrong: { field: `${field}Name`, message: `either ${field}Id or ${field}Name, not both` } }
  }
  const said = id ?? name ?? null
  if (said === null || isNothing(said)) return { entry: null }
  const text = said.trim()
  const entry =
    id === undefined
      ? await entryNamed(tx, workspaceId, { list, productId, name: text })
      : uuid.test(text)
        ? await entryOf(tx, workspaceId, { list, productId, id: text })
        : undefined
  if (entry && (!entry.removedAt || isCurrent(entry, choice.current))) return { entry }
  const right = await rightOnes(tx, workspaceId, list)
  const gone = entry ? `“${entry.name}” was removed from the list; ` : ''
  const message = `${gone}${id === undefined ? 'the name' : 'the id'} of a ${nounOf[list]} of ${right}`
  return { wrong: { field: `${field}${id === undefined ? 'Name' : 'Id'}`, message } }
}

const isCurrent = (entry: ListEntry, current: Choice['current']) =>
  current !== undefined && ('id' in current ? current.id === entry.id : current.name === entry.name)

/** Where to choose from, with the names where they are few. */
async function rightOnes(tx: Db, workspaceId: string, list: ListName): Promise<string> {
  if (list === 'versions') return 'the ticket’s product'
  if (list === 'customers' || list === 'products') return 'this workspace'
  const names = (await entriesOf(tx, workspaceId, list)).map(({ name }) => name)
  return `the list: ${names.join(', ')}`
}
