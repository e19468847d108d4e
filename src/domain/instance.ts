/** How a connection serves the help desk (C30–C38). Ids are of the help desk's own lists. */
export interface InstanceSettings {
  /** C30; the seed calls it “Default Product Key” too (CX3). */
  defaultProjectKey: string | null
  /** C35 */
  alwaysDefault: boolean
  /** Actions of this type become comments; null: of all types (C31). */
  actionTypeId: string | null
  /** C32; off: a change of the status becomes an action (C33). */
  updateTicketStatus: boolean
  /** The ticket's status for an issue's status that has no equal name (C32, CX8); null: the first one of the same category. */
  defaultStatusId: string | null
  /** C36 */
  includeNonRequired: boolean
  /** Types of tickets that may sync; null: all (C37). */
  typeIds: string[] | null
  /** What comments become when they come over. */
  commentTypeId: string | null
  /** Whether customers may read what comes over; what is unclear is internal. */
  commentsArePublic: boolean
  /** Internal actions become comments as well (CX11). */
  pushInternal: boolean
  /** Comments that the hub wrote for one ticket reach the others of the same issue, and those of other customers (CX10). */
  amongTickets: boolean
  amongCustomers: boolean
  /** Files travel both ways (CX26). */
  files: boolean
}

const standard: InstanceSettings = {
  defaultProjectKey: null,
  alwaysDefault: false,
  actionTypeId: null,
  updateTicketStatus: true,
  defaultStatusId: null,
  includeNonRequired: true,
  typeIds: null,
  commentTypeId: null,
  commentsArePublic: false,
  pushInternal: false,
  amongTickets: false,
  amongCustomers: false,
  files: false,
}

/** The instance's settings as they hold: what was never said is the cautious choice. */
export const instanceSettings = (said: Partial<InstanceSettings> | undefined): InstanceSettings => ({
  ...standard,
  ...said,
})

/** The instance that the help desk begins with; its name stays (C24). */
export const defaultInstanceName = 'Default'

/** What an instance is called in the help desk. */
export const instanceName = ({ isPrimary, name }: { isPrimary: boolean; name: string }): string =>
  isPrimary ? defaultInstanceName : name
