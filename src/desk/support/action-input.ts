import { Refusal } from '../../domain/refusal.ts'
import { longestAction } from '../../domain/support-ticket.ts'
import { visibilities, type Visibility } from '../../domain/visibility.ts'
import type { Db } from '../../store/open.ts'
import { chooseEntry } from './choose-entry.ts'
import type { Wrong } from './support-change.ts'

/** What somebody says of an action. Its type is named by id or by name in any letter case. */
export interface ActionInput {
  /** Markdown. */
  text?: string | undefined
  typeId?: string | undefined
  typeName?: string | undefined
  visibility?: string | undefined
}

export interface CheckedAction {
  text: string | undefined
  type: { id: string; name: string } | undefined
  visibility: Visibility | undefined
}

/**
 * What was said of an action, checked; what was not said is undefined.
 * @throws {Refusal} naming each field that is wrong
 */
export async function checkAction(
  tx: Db,
  workspaceId: string,
  { input, currentTypeId }: { input: ActionInput; currentTypeId?: string },
): Promise<CheckedAction> {
  const errors: Wrong[] = []
  const text = input.text?.trim()
  if (text === '' || (text?.length ?? 0) > longestAction) {
    const most = longestAction.toLocaleString('en')
    errors.push({ field: 'text', message: `a text of 1 to ${most} characters` })
  }
  const chosen = await chooseEntry(tx, workspaceId, {
    list: 'action-types',
    field: 'type',
    id: input.typeId,
    name: input.typeName,
    current: currentTypeId ? { id: currentTypeId } : undefined,
  })
  if ('wrong' in chosen) errors.push(chosen.wrong)
  const visibility = checkVisibility(input.visibility, errors)
  if (errors.length > 0) throw new Refusal('invalid', 'The action was not saved.', { errors })
  const type = 'entry' in chosen ? (chosen.entry ?? undefined) : undefined
  return { text, type, visibility }
}

/** An unknown one is refused, never guessed: the text could reach the wrong eyes. */
export function checkVisibility(said: string | undefined, errors: Wrong[]): Visibility | undefined {
  const known = visibilities.find((one) => one === said?.trim().toLowerCase())
  if (said !== undefined && !known) {
    errors.push({ field: 'visibility', message: `one of ${visibilities.join(', ')}; internal if not said` })
  }
  return known
}
