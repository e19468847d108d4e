import type { ChangeInstance, Instance, InstanceSettings } from '../../../api/instances.ts'

export interface InstanceValues {
  name: string
  defaultProjectKey: string
  alwaysDefault: boolean
  includeNonRequired: boolean
  /** “Use All Ticket Types” */
  allTypes: boolean
  typeIds: string[]
  updateTicketStatus: boolean
  /** Empty: by category. */
  defaultStatusId: string
  /** Empty: all types. */
  actionTypeId: string
  pushInternal: boolean
  /** Empty: the hub’s own choice. */
  commentTypeId: string
  comments: 'internal' | 'public'
  amongTickets: boolean
  amongCustomers: boolean
  files: boolean
}

/** @param types what tickets can be now: a type that was removed is no choice any more */
export function valuesOf({ name, settings }: Instance, types: { id: string }[]): InstanceValues {
  const { typeIds } = settings
  return {
    name,
    defaultProjectKey: settings.defaultProjectKey ?? '',
    alwaysDefault: settings.alwaysDefault,
    includeNonRequired: settings.includeNonRequired,
    allTypes: typeIds === null,
    typeIds: (typeIds ?? []).filter((id) => types.some((type) => type.id === id)),
    updateTicketStatus: settings.updateTicketStatus,
    defaultStatusId: settings.defaultStatusId ?? '',
    actionTypeId: settings.actionTypeId ?? '',
    pushInternal: settings.pushInternal,
    commentTypeId: settings.commentTypeId ?? '',
    comments: settings.commentsArePublic ? 'public' : 'internal',
    amongTickets: settings.amongTickets,
    amongCustomers: settings.amongCustomers,
    files: settings.files,
  }
}

const settingsOf = (values: InstanceValues): InstanceSettings => ({
  defaultProjectKey: values.defaultProjectKey.trim() || null,
  alwaysDefault: values.alwaysDefault,
  includeNonRequired: values.includeNonRequired,
  typeIds: values.allTypes ? null : values.typeIds,
  updateTicketStatus: values.updateTicketStatus,
  defaultStatusId: values.defaultStatusId || null,
  actionTypeId: values.actionTypeId || null,
  pushInternal: values.pushInternal,
  commentTypeId: values.commentTypeId || null,
  commentsArePublic: values.comments === 'public',
  amongTickets: values.amongTickets,
  // Without the one the other means nothing, and must not come back with it unasked.
  amongCustomers: values.amongTickets && values.amongCustomers,
  files: values.files,
})

/**
 * Only what was changed in the form: what somebody else has saved meanwhile stays.
 * @param before the values that the form began with
 */
export function bodyOf(
  values: InstanceValues,
  { primary, before }: Pick<Instance, 'primary'> & { before: InstanceValues },
): ChangeInstance {
  const known = settingsOf(before)
  const changed = Object.entries(settingsOf(values)).filter(
    ([name, value]) => JSON.stringify(value) !== JSON.stringify(known[name as keyof InstanceSettings]),
  )
  const name = values.name.trim()
  return {
    ...(primary || name === before.name ? {} : { name }),
    settings: Object.fromEntries(changed),
  }
}

/** What would be right, for each field that is not. */
export function check(values: InstanceValues): Record<string, string> {
  const errors: Record<string, string> = {}
  if (values.name.trim() === '') errors['name'] = 'A name'
  // CX4
  if (values.alwaysDefault && values.defaultProjectKey.trim() === '') {
    errors['defaultProjectKey'] = 'A project key, because it is always to be used'
  }
  if (!values.allTypes && values.typeIds.length === 0) {
    errors['typeIds'] = 'At least one type, or all; to sync none, switch synchronization off'
  }
  return errors
}
