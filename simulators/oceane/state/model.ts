/** The statuses of TMF621 v4. */
export const statuses = [
  'acknowledged',
  'rejected',
  'pending',
  'held',
  'inProgress',
  'cancelled',
  'closed',
  'resolved',
] as const
export type Status = (typeof statuses)[number]

export interface Note {
  id: string
  author?: string
  /** Milliseconds since 1970, as all times of the state. */
  date: number
  text: string
}

export interface Party {
  id: string
  name?: string
  role?: string
  '@referredType': string
}

/** A trouble ticket. What a client sends besides is kept as it came. */
export interface Ticket {
  id: string
  createdAt: number
  updatedAt: number
  status: Status
  statusChangedAt: number
  statusChanges: { at: number; status: Status; reason: string }[]
  notes: Note[]
  parties: Party[]
  /** The other members: name, description, severity, priority, ticketType, externalId, relatedEntity, channel … */
  members: Record<string, unknown>
}

export interface OceaneState {
  clientId: string
  clientSecret: string
  /** Token → when it ends. */
  tokens: Map<string, number>
  tokensMade: number
  /** Seconds; null leaves the lifetime out of the answer, and the token never ends. */
  tokenLifetime: number | null
  /** The token endpoint answers 200, but gives no token. */
  tokenMissing: boolean
  /** By id. */
  tickets: Map<string, Ticket>
  lastNumber: number
  lastNote: number
  /** The list answers every filter with everything. */
  filterIgnored: boolean
  /** What the list answers: 404 and 405 as if there were none. */
  listStatus: 200 | 403 | 404 | 405
  /** Whether a PATCH replaces the list of notes, or adds to it. */
  notes: 'replace' | 'append'
  /** Most tickets on a page, whatever is asked for. */
  pageLimit: number
  /** TMF630's `X-Total-Count` is told. */
  totalCount: boolean
  /** There are none: Oceane tells nobody. */
  webhooks: { url: string }[]
}
