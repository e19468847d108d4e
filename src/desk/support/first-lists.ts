import type { Deps } from '../../deps.ts'
import type { OrderedList } from '../../domain/help-desk-list.ts'
import type { StatusCategory } from '../../domain/status.ts'
import { hasLists, insertEntries, lockLists, type ListEntry } from '../../store/help-desk-lists.ts'
import { transact } from '../../store/open.ts'

const types = ['Question', 'Problem', 'Feature request', 'Task']
const actionTypes = ['Description', 'Comment', 'Email', 'Phone']
const statuses: [name: string, category: StatusCategory][] = [
  ['New', 'New'],
  ['Open', 'Active'],
  ['Waiting', 'Active'],
  ['Resolved', 'Resolved'],
  ['Closed', 'Closed'],
]

/** Gives a workspace the lists that it does not have yet. Once for all, however many ask at the same time. */
export async function ensureLists(deps: Deps, workspaceId: string): Promise<void> {
  const known = await hasLists(deps.store.db, workspaceId)
  if (known.types && known.statuses && known.actions) return
  await transact(deps.store.db, async (tx) => {
    await lockLists(tx, workspaceId)
    const has = await hasLists(tx, workspaceId)
    const fill = (list: OrderedList, entries: (Pick<ListEntry, 'name'> & Partial<ListEntry>)[]) => {
      const row = (entry: (typeof entries)[number], place: number) => ({
        ...entry,
        id: deps.ctx.newId(),
        workspaceId,
        position: place + 1,
        createdAt: deps.ctx.now(),
        removedAt: null,
      })
      return insertEntries(tx, list, entries.map(row))
    }
    if (!has.types)
      await fill(
        'types',
        types.map((name) => ({ name })),
      )
    if (!has.statuses)
      await fill(
        'statuses',
        statuses.map(([name, category]) => ({ name, category })),
      )
    if (!has.actions)
      await fill(
        'action-types',
        actionTypes.map((name) => ({ name })),
      )
  })
}
