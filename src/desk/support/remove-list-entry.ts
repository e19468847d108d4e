import type { Deps } from '../../deps.ts'
import type { Actor } from '../../domain/actor.ts'
import { isOrdered, neverEmpty, nounOf } from '../../domain/help-desk-list.ts'
import { Refusal } from '../../domain/refusal.ts'
import { changeEntry, entriesOf, usesOf, type InList } from '../../store/help-desk-lists.ts'
import { changeLists, entryThere } from './change-lists.ts'

/**
 * Takes a name off one of the help desk's lists. Tickets that have it keep it; it cannot be chosen any more.
 * @throws {Refusal} for the last type, status or action type
 */
export function removeListEntry(deps: Deps, actor: Actor, of: InList & { id: string }): Promise<void> {
  const { list, id } = of
  return changeLists(deps, actor, async (tx) => {
    const entry = await entryThere(tx, actor.workspaceId, of)
    const noun = nounOf[list]
    const uses = await usesOf(tx, { list, entry })
    const where = `${uses} ${list === 'action-types' ? 'actions' : 'tickets'}`
    if (isOrdered(list) && neverEmpty(list)) {
      const others = (await entriesOf(tx, actor.workspaceId, list)).filter((one) => one.id !== id)
      if (others.length === 0) {
        throw new Refusal(
          'conflict',
          `“${entry.name}” is the last ${noun}, and ${where} have it. Add another one first.`,
        )
      }
    }
    await changeEntry(tx, { list, id }, { removedAt: deps.ctx.now() })
    const deed = { action: `${list}.removed`, target: entry, before: { uses } }
    return { result: undefined, deed, said: `removed the ${noun} “${entry.name}”, which ${where} have` }
  })
}
