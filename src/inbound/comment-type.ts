import type { DeskSetting } from './support-outcome.ts'

/** The type that actions get which come from the tracker: the instance's choice, else “Comment”, else the first one. */
export function commentTypeOf({
  instance,
  lists,
}: Pick<DeskSetting, 'instance' | 'lists'>): string | undefined {
  const { commentTypeId } = instance.settings
  const { actionTypes } = lists
  const chosen =
    actionTypes.find(({ id }) => id === commentTypeId) ?? actionTypes.find(({ name }) => name === 'Comment')
  return (chosen ?? actionTypes[0])?.id
}
