import type { Deps } from '../../deps.ts'
import type { Actor } from '../../domain/actor.ts'
import { isOrdered, mostEntries, nounOf, type ListName } from '../../domain/help-desk-list.ts'
import { Refusal } from '../../domain/refusal.ts'
import {
  carryStatus,
  changeEntry,
  entriesOf,
  entryNamed,
  insertEntries,
  type InList,
  type ListEntry,
} from '../../store/help-desk-lists.ts'
import type { Db } from '../../store/open.ts'
import {
  changeLists,
  checkNameFree,
  entryThere,
  keptOptions,
  refuseWrong,
  wrongInstance,
  wrongOptions,
} from './change-lists.ts'
import { ensureLists } from './first-lists.ts'

/** What a list's entry says, besides where it stands. */
export type NewEntry = Pick<
  ListEntry,
  'name' | 'category' | 'kind' | 'options' | 'projectKey' | 'connectionId'
>

/**
 * Adds a name to one of the help desk's lists, as the last one. A name that was there before comes back as what it was, so that the
 * tickets that still have it are no exceptions any more.
 * @throws {Refusal} naming each field that is wrong
 */
export async function addListEntry(
  deps: Deps,
  actor: Actor,
  { list, productId, entry }: InList & { entry: NewEntry },
): Promise<string> {
  const { workspaceId } = actor
  if (isOrdered(list)) await ensureLists(deps, workspaceId)
  return changeLists(deps, actor, async (tx) => {
    if (productId) await entryThere(tx, workspaceId, { list: 'products', id: productId })
    await checkNameFree(tx, workspaceId, { list, productId, name: entry.name })
    const given = { ...entry, ...(list === 'fields' ? { options: entry.options ?? [] } : {}) }
    refuseWrong(list, [
      ...wrongOptions(given.kind, given.options),
      ...(await wrongInstance(tx, workspaceId, given.connectionId)),
    ])
    if (given.options) given.options = keptOptions(given.kind, given.options)
    const row = {
      ...given,
      workspaceId,
      ...(await lastPlace(tx, workspaceId, list)),
      ...(productId ? { productId } : {}),
      removedAt: null,
    }
    const said = `added the ${nounOf[list]} “${entry.name}”`
    const deed = (id: string) => ({
      action: `${list}.added`,
      target: { id, name: entry.name },
      after: { ...given },
    })
    const former = await entryNamed(tx, workspaceId, { list, productId, name: entry.name })
    if (former && former.kind === entry.kind) {
      await changeEntry(tx, { list, id: former.id }, row)
      if (given.category) {
        await carryStatus(tx, workspaceId, { was: former.name, name: entry.name, category: given.category })
      }
      return { result: former.id, said: `${said} again`, deed: deed(former.id) }
    }
    const id = deps.ctx.newId()
    await insertEntries(tx, list, [{ ...row, id, createdAt: deps.ctx.now() }])
    return { result: id, said, deed: deed(id) }
  })
}

async function lastPlace(tx: Db, workspaceId: string, list: ListName): Promise<{ position?: number }> {
  if (!isOrdered(list)) return {}
  const there = await entriesOf(tx, workspaceId, list)
  if (there.length < mostEntries) return { position: (there.at(-1)?.position ?? 0) + 1 }
  throw new Refusal(
    'conflict',
    `The list has ${mostEntries} entries, which is the most. Remove one that is not needed.`,
  )
}
