import type { Context } from './domain/context.ts'
import type { JobQueue } from './domain/jobs.ts'
import type { LiveMessage } from './domain/live.ts'
import type { HttpClient } from './providers/http.ts'
import type { NextFree } from './providers/pace.ts'
import type { HelpDeskTracker } from './providers/help-desk.ts'
import type { Provider, Tracker } from './providers/provider.ts'
import type { Db, OpenStore } from './store/open.ts'
import type { Sealer } from './store/seal.ts'

/** What every verb is given by the composition root. */
export interface Deps {
  ctx: Context
  store: Omit<OpenStore, 'db'> & { db: Db }
  sealer: Sealer
  /** A signature with a key that cannot be read in the database, for the ends of the audit’s chains. */
  sealAudit: (text: string) => string
  jobs: JobQueue
  trackers: Trackers
  /** The one guarded client, for calls that are no tracker’s. */
  http: HttpClient
  /** Why that client surely never calls an address, without looking its name up; undefined where it may. */
  refusalOf: (url: string) => string | undefined
  live: Live
  mail: Mail
  accounts: Accounts
  /** Address of the hub for people, without a slash at the end. */
  publicUrl: string
  /** This process, in the table `processes`. */
  processId: string
}

/** The same for work inside a transaction. */
export const within = (deps: Deps, tx: Db): Deps => ({ ...deps, store: { ...deps.store, db: tx } })

/** The providers, and clients made from them. */
export interface Trackers {
  providers: Provider[]
  /** @throws {Error} when no such provider is built in */
  provider(kind: string): Provider
  /** A client whose calls keep the credential's shared pace. Makes no call. */
  connect(kind: string, config: unknown, options: { requestsPerMinute: number }): Tracker
  /** Undefined where the provider does not serve the help desk. */
  connectHelpDesk(
    kind: string,
    config: unknown,
    options: { requestsPerMinute: number },
  ): HelpDeskTracker | undefined
  /** When this credential may make its next call; undefined when at once. */
  nextFree(kind: string, config: unknown, options: { requestsPerMinute: number }): NextFree | undefined
}

export interface Letter {
  to: string[]
  subject: string
  text: string
  /** The same for readers that show more than text. */
  html?: string
  /** By which a mail that went twice is recognised, e.g. `<id@hub.example.com>`. */
  messageId?: string
  date?: Date
  headers?: Record<string, string>
}

/**
 * The mail server, or nothing where none is set. Answers what the server said when it took the mail.
 * Throws ProviderError, with the server’s own words where it had any, when it did not.
 */
export type Mail = ((letter: Letter) => Promise<{ status: number; text: string }>) | undefined

/** What the sign-in library does for the verbs. */
export interface Accounts {
  /** The secret of a link with which a person sets a new password within the hour, once. */
  passwordReset(userId: string): Promise<string>
}

/** Tells open pages that something changed; carries no content. */
export interface Live {
  publish(workspaceId: string, message: LiveMessage): void
  /** Answers the function that ends the subscription. */
  subscribe(workspaceId: string, listener: (message: LiveMessage) => void): () => void
}
