import type { Deps } from '../../deps.ts'
import type { Actor } from '../../domain/actor.ts'
import { isOrdered, nounOf, type ListName } from '../../domain/help-desk-list.ts'
import {
  carryStatus,
  changeEntry,
  entriesOf,
  orderEntries,
  type InList,
  type ListEntry,
} from '../../store/help-desk-lists.ts'
import type { Db } from '../../store/open.ts'
import type { NewEntry } from './add-list-entry.ts'
import {
  changeLists,
  checkNameFree,
  entryThere,
  keptOptions,
  refuseWrong,
  wrongInstance,
  wrongOptions,
} from './change-lists.ts'

/** What is absent stays. `position` counts from 1; the others make room. */
export type EntryChange = Partial<Omit<NewEntry, 'kind'>> & { position?: number | undefined }

/**
 * Changes an entry of one of the help desk's lists. Tickets that have it show it as it is now.
 * @throws {Refusal} naming each field that is wrong
 */
export function changeListEntry(
  deps: Deps,
  actor: Actor,
  of: InList & { id: string; change: EntryChange },
): Promise<void> {
  const { workspaceId } = actor
  const { list, id, productId } = of
  const { position, ...change } = of.change
  return changeLists(deps, actor, async (tx) => {
    const entry = await entryThere(tx, workspaceId, { list, id, productId })
    if (change.name !== undefined) {
      const beside = { list, productId, name: change.name, besides: id }
      await checkNameFree(tx, workspaceId, beside)
    }
    refuseWrong(list, [
      ...wrongOptions(entry.kind, change.options),
      // One that it names already may have been switched off meanwhile.
      ...(change.connectionId === entry.connectionId
        ? []
        : await wrongInstance(tx, workspaceId, change.connectionId)),
    ])
    if (change.options) change.options = keptOptions(entry.kind, change.options)
    await changeEntry(tx, { list, id }, change)
    if (list === 'statuses') await carry(tx, entry, change)
    if (position !== undefined) await move(tx, { list, entry, position })
    const deed = {
      action: `${list}.changed`,
      target: entry,
      before: Object.fromEntries(Object.entries(entry).filter(([name]) => name in of.change)),
      after: { ...of.change },
    }
    return { result: undefined, deed, said: `changed the ${nounOf[list]} “${change.name ?? entry.name}”` }
  })
}

async function carry(
  tx: Db,
  entry: ListEntry,
  { name = entry.name, category = entry.category }: EntryChange,
) {
  if (!category || (name === entry.name && category === entry.category)) return
  await carryStatus(tx, entry.workspaceId, { was: entry.name, name, category })
}

async function move(tx: Db, of: { list: ListName; entry: ListEntry; position: number }): Promise<void> {
  if (!isOrdered(of.list)) return
  const there = await entriesOf(tx, of.entry.workspaceId, of.list)
  const ids = there.map(({ id }) => id).filter((id) => id !== of.entry.id)
  ids.splice(of.position - 1, 0, of.entry.id)
  await orderEntries(tx, of.list, ids)
}
