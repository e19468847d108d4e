/** A connection's creations go one after the other unless its settings say otherwise. */
export const defaultConcurrency = 1

/** A file of the tracker, as it was seen there. */
export interface FetchedFile {
  id: string
  name: string
  mediaType: string
  /** Bytes. */
  size: number
  /** ISO 8601. */
  createdAt: string
  author: string
}

/** A mail about an account. A secret in it is made when it is sent, so that none waits in the queue. */
export type AccountMail =
  | { kind: 'invitation'; invitationId: string }
  /** Asked for with an address that may be nobody’s. */
  | { kind: 'password-reset'; email: string }
  | { kind: 'password-changed' | 'two-factor-reset'; userId: string }

/** Everything that the queue does, by name. */
export interface JobData {
  /** Send what is due for a connection. */
  lane: { connectionId: string }
  /** Bring one delivery a step further. */
  deliver: { deliveryId: string }
  /** The same for one that nobody is at although somebody should be. */
  rescue: { deliveryId: string }
  /** Ask a connection what changed. */
  poll: { connectionId: string }
  /** Read one link's issue again. */
  refresh: { linkId: string }
  /** Deal with the webhooks that one connection has received. */
  webhooks: { connectionId: string }
  /** Bring a file of an issue to one of its help-desk tickets. */
  'fetch-file': { linkId: string; file: FetchedFile; tries?: number }
  /** Tell an alarm source's console about its tickets. */
  'write-back': { sourceId: string }
  /** Send what mail and webhooks about service tickets are due. */
  notify: { workspaceId: string }
  /** Give alarms whose wait is over the tickets that rules have for them. */
  'alarm-rules': { workspaceId: string }
  /** Look at a connection's routes before a ticket fails because of them. */
  preflight: { connectionId: string }
  /** Tell administrators that a connection waits for them, or that its credential is about to end. */
  alert: { connectionId: string; about?: 'expiry' }
  /** Mail somebody about their account, or an invitation. */
  'account-mail': AccountMail & { tries?: number }
  /** Remove the tickets of a connection that it need not keep any longer. */
  retention: { connectionId: string; askedBy?: string }
  /** Every night: retention of all connections. */
  night: Record<string, never>
  /** Every minute: polls that are due, work that a dead process left, rows that are too old. */
  minute: Record<string, never>
}

export type JobName = keyof JobData

export interface Job<N extends JobName = JobName> {
  name: N
  data: JobData[N]
  /** Not before this moment. */
  after?: Date
  /** At most one waiting job with the same key. */
  key?: string
}

/** One statement that stores jobs; its only parameter is `$1`. To be run in the transaction that makes the work. */
export interface JobStatement {
  text: string
  parameter: string
}

/** What the verbs know of the queue. */
export interface JobQueue {
  /** For jobs of one name. */
  statement<N extends JobName>(jobs: Job<N>[]): JobStatement
  /** Looks for work of this name now, at most ten times a second, instead of at the next poll. Call after the commit. */
  wake(name: JobName): void
  /** True from the moment on when the hub is about to stop: no new work is begun. */
  readonly closing: boolean
}
