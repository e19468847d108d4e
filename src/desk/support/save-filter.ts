import type { Deps } from '../../deps.ts'
import type { Actor } from '../../domain/actor.ts'
import { notFound, Refusal } from '../../domain/refusal.ts'
import { lockLists } from '../../store/help-desk-lists.ts'
import { transact, type Db } from '../../store/open.ts'
import {
  countFilters,
  deleteFilter,
  isNameTaken,
  savedFilterFor,
  saveFilter,
  type SavedFilter,
} from '../../store/saved-filters.ts'

const mostFilters = 100

export type FilterInput = Pick<SavedFilter, 'name' | 'query' | 'isShared'>

/** Whether this person may change the filter: its owner, or an administrator a shared one. */
export const mayChange = ({ id, rights }: Actor, filter: SavedFilter) =>
  filter.owner === id || rights.includes('help-desk:manage')

/** @throws {Refusal} when one of the person's own has that name already */
export function createFilter(deps: Deps, actor: Actor, input: FilterInput): Promise<SavedFilter> {
  const { workspaceId, id: owner } = actor
  return transact(deps.store.db, async (tx) => {
    if ((await countFilters(tx, workspaceId, owner)) >= mostFilters) {
      throw new Refusal(
        'conflict',
        `A person has ${mostFilters} filters at most. Delete one that is not needed.`,
      )
    }
    const row = { ...input, id: deps.ctx.newId(), workspaceId, owner, createdAt: deps.ctx.now() }
    return saved(tx, row)
  })
}

/** @throws {Refusal} for another's filter, unless it is shared and the person an administrator */
export function changeFilter(
  deps: Deps,
  actor: Actor,
  { id, change }: { id: string; change: Partial<FilterInput> },
): Promise<SavedFilter> {
  return transact(deps.store.db, async (tx) => saved(tx, { ...(await changeable(tx, actor, id)), ...change }))
}

/** @throws {Refusal} for another's filter, unless it is shared and the person an administrator */
export async function removeFilter(deps: Deps, actor: Actor, id: string): Promise<void> {
  await transact(deps.store.db, async (tx) => deleteFilter(tx, (await changeable(tx, actor, id)).id))
}

async function changeable(tx: Db, actor: Actor, id: string): Promise<SavedFilter> {
  const filter = await savedFilterFor(tx, actor, id)
  if (!filter) throw notFound('filter')
  if (mayChange(actor, filter)) return filter
  throw new Refusal(
    'forbidden',
    'Only its owner or an administrator changes a shared filter. Save one of your own.',
  )
}

async function saved(tx: Db, filter: SavedFilter): Promise<SavedFilter> {
  await lockLists(tx, filter.workspaceId)
  if (await isNameTaken(tx, filter)) {
    const errors = [
      { field: 'name', message: 'a name that no other filter of yours has, in whatever letter case' },
    ]
    throw new Refusal('conflict', `There is a filter “${filter.name}” already.`, { errors })
  }
  await saveFilter(tx, filter)
  return filter
}
