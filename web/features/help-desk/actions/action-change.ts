import type { ChangeAction, SupportAction, Visibility } from '../../../api/help-desk-actions.ts'

export interface ActionDraft {
  text: string
  typeId: string
  visibility: Visibility
}

/**
 * Only what was changed in the form: an action that was restricted in the tracker while the form was open does not become public again
 * with another change.
 */
export function changeOf(start: SupportAction, draft: ActionDraft): ChangeAction {
  return {
    ...(draft.text === start.text ? {} : { text: draft.text }),
    ...(draft.typeId === start.type.id ? {} : { typeId: draft.typeId }),
    ...(draft.visibility === start.visibility ? {} : { visibility: draft.visibility }),
  }
}

type State = NonNullable<SupportAction['delivery']>['state']

/** What an edit does to the action’s comment (C16, CX11). */
export function commentWords(state: State, issue: string): string {
  if (state === 'done') return `Its comment in ${issue} stays as it was sent.`
  if (state === 'cancelled') return `It has no comment in ${issue}, and an edit makes none.`
  return `Its comment in ${issue} goes in the words that it had first; not at all if the action is restricted before.`
}

/** What a deletion does to the action’s comment (CX18). */
export function commentAfterDeletion({
  origin,
  delivery,
}: Pick<SupportAction, 'origin' | 'delivery'>): string {
  const stays = ' Its comment in Jira stays: delete that in Jira if it has to go as well.'
  if (origin === 'tracker' || delivery?.state === 'done') return stays
  if (!delivery || delivery.state === 'cancelled') return ''
  return ' Its comment is not sent to Jira any more; one that is on its way at this moment stays there.'
}
