import type { ZodType } from 'zod'
import type { Fault } from '../domain/fault.ts'
import type { Choice, FilledField, NeededField } from '../domain/needed-field.ts'
import type { Priority } from '../domain/priority.ts'
import type { RawStatus, StatusTable } from '../domain/status.ts'
import type { HelpDeskPlaces, HelpDeskTracker, MappedValue } from './help-desk.ts'
import type { HttpClient } from './http.ts'

export type { Choice, FilledField, NeededField } from '../domain/needed-field.ts'

/**
 * The adapter for one kind of tracker. A folder under providers/ exports exactly one of these;
 * the set-up form, the docs list, the routing editor and the test suite follow from it.
 *
 * @typeParam C the connection's configuration, secrets included
 * @typeParam D the destination of an issue inside the tracker
 */
export interface Provider<C = unknown, D = unknown> {
  /** Stable name used in URLs and in the database, e.g. `jira`. */
  kind: string
  /** What the tracker is and needs, for people. */
  about: ProviderDescription
  /**
   * Validates and draws the set-up form. Each property carries `.meta({ title, description, examples })`;
   * a secret also `secret: true`, a text of several lines `paragraph: true`, an address that is called and no `format: 'uri'` `called: true`.
   */
  config: ZodType<C>
  /**
   * Validates and draws the default route and the routing editor; `.meta({ title, description, choices: true, dependsOn })`.
   * Choices that form a tree say by which character their parts are divided: `.meta({ …, tree: '\\' })`.
   */
  destination: DestinationDeclaration<C, D>
  /** Tracker status → category (A54–A56), by name; also by the tracker's id of the status where names vary (AX12). */
  statuses: StatusTable
  statusIds?: Partial<StatusTable>
  /** A client for one connection. Makes no call by itself. */
  connect(config: C, deps: ProviderDeps): Tracker<D>
  webhook?: WebhookDeclaration
  /** Whether this connection can be asked for status at all; absent: it can. */
  follows?(config: C): boolean
  /** What a ticket about an alarm is asked for here, and the values that can be chosen (B23, BX16). */
  attributes?(config: C): AttributeDeclaration[]
  /** The client of the same connection for the help desk; absent: the tracker cannot be an instance of it. */
  helpDesk?(config: C, deps: ProviderDeps): HelpDeskTracker<D>
  helpDeskPlaces?: HelpDeskPlaces<D>
  /** The key or id that a page's address names, where it is not the last part of its path. */
  issueIn?(page: URL): string | undefined
}

export interface ProviderDescription {
  title: string
  /** Ends of host names that are surely this product's, so that an address of another product is recognised. */
  hosts: string[]
  /** One sentence under the title on the card. */
  summary: string
  /** How the record is called there: “Issue”, “Work item”, “Incident”. */
  recordName: string
  /** Where an administrator creates the credential, step by step. */
  credentialSteps: string[]
  /** The permission table (A20): the right as the tracker calls it, and what it is needed for. */
  permissions: { right: string; neededFor: string; required: boolean }[]
  /** How the webhook is set up there. The hub's own address and the secret are added by the page. */
  webhookSteps: string[]
  /** Longest title the tracker takes (AX4). */
  titleLimit: number
  /** Requests a minute that one credential may make, unless the connection says otherwise (A76, AX20). */
  requestsPerMinute: number
  /** Milliseconds after which a write with unknown outcome has certainly happened or not. */
  quietPeriodMs: number
  /** The tracker's priority names for the hub's priorities; a connection may change them (AX9). */
  priorities: Record<Priority, string>
  /** Where they differ from everybody's; a connection may change them. */
  defaults?: ProviderDefaults
}

export interface ProviderDefaults {
  /** Tries of a creation after the first one (B9, BX1). */
  retryCount?: number
  /** Days for which tickets that are over are kept, and how many tickets there may be (B7, B8). */
  keepDays?: number
  keepCount?: number
}

/** One of the things that a ticket's type knows besides title, description and priority. */
export interface AttributeDeclaration {
  /** Stable name, e.g. `technicalImpact`. */
  name: string
  title: string
  required: boolean
  /** Empty: any text. */
  values: string[]
}

export interface DestinationDeclaration<C, D> {
  schema: ZodType<D>
  /** The destination of the default route as far as the configuration says it (A46, AX8). */
  fromConfig(config: C): Partial<D>
  /** Where {@link Anchor}s of this destination count, e.g. the project's key. */
  scope(destination: D): string
  /**
   * The destination in a few words: “INFRA · Task · AWS”.
   * @param names what the tracker called the chosen values, by field; for values that are ids
   */
  label(destination: D, names: Record<string, string>): string
}

export interface ProviderDeps {
  http: HttpClient
  /** The time at the tracker, as far as its answers tell it; else the hub's. */
  now(): Date
  /** The time at the tracker; undefined where no answer has told it. */
  toldTime?(): Date | undefined
  /** What the clients of one credential share while the process lives, such as an access token. Gone after a restart. */
  memory?: Map<string, unknown>
}

/**
 * One connection's client. Every method throws only {@link ProviderError}.
 */
export interface Tracker<D = unknown> {
  /** Who the credential is, which rights it has, when it ends; with a destination, also whether that exists. */
  check(destination?: D): Promise<Account>
  /**
   * The values a field of the destination can take, given the fields chosen so far.
   * @param field a property of the destination, or `priority`
   */
  choices(field: string, within: Partial<D>): Promise<Choice[]>
  /** Exactly one request to the tracker. */
  create(draft: Draft, destination: D, marker: string): Promise<Issue>
  /** Looks for the issue that carries the marker, from the anchor on. */
  find(marker: string, anchor: Anchor | undefined): Promise<Found>
  /** Fresh issues by the tracker's immutable ids (keys are accepted too), in the tracker's own batch size. */
  read(ids: string[]): Promise<ReadResult>
  /** What changed since the cursor, oldest first. A page that cannot be trusted throws; it is never empty instead. */
  changes(cursor: Cursor): AsyncIterable<ChangePage>
  /** Adds a comment once: with `again` it first looks for one that carries the marker. */
  comment(issueId: string, comment: OutgoingComment): Promise<CommentRef>
}

export interface Account {
  /** Name of the integration user, for people. */
  name: string
  id: string
  /** When the credential ends, if the tracker tells. */
  expiresAt?: Date
  /** When what was got for the credential ends (an access token). The provider renews it by itself. */
  sessionEndsAt?: Date
  rights: { right: string; granted: boolean; required: boolean; howToGrant: string }[]
  /** Where issues can go (projects, groups), for the confirmation of A31. */
  places: Choice[]
  /** The anchor of the given destination's scope at this moment. */
  anchor?: Anchor
  /** What is wrong with the given destination, by field, in words that say what would be right. */
  problems: { field: string; message: string }[]
  /** Fields that the given destination requires and that the hub does not fill by itself. */
  needs: NeededField[]
}

/** What is to be written, in the hub's words. The provider puts it into the tracker's form. */
export interface Draft {
  title: string
  /** The user's text, paragraphs divided by blank lines: plain, or Markdown where `markdown` says so. */
  description: string
  markdown?: boolean
  /** The tracker's name for the priority; absent = the tracker's default. */
  priority?: string
  /** The context block under the description, one line each. */
  facts: { label: string; value: string }[]
  /** Where the ticket is shown in the hub. */
  backlink?: { label: string; url: string }
  /** Values for what the destination requires besides. */
  fields?: FilledField[]
  /** Values of mapped fields (C8); sent beside `fields`. */
  values?: MappedValue[]
  /** What the ticket's type knows besides, by name, such as `urgency` or `technicalImpact`. */
  attributes?: Record<string, string>
}

/** A record in the tracker, as it is at the moment of reading. */
export interface Issue {
  /** Immutable. */
  id: string
  /** What people call it; may change when the issue moves. */
  key: string
  /** Its page for people. */
  url: string
  title: string
  /** Absent only in the answer to a create, where some trackers do not say it. */
  status?: RawStatus
  assignee?: string
  /** Changes whenever the issue changes; compared for equality only. */
  version?: string
  updatedAt?: Date
  /** Set where the tracker numbers its records: a later search can start here. */
  anchor?: Anchor
  /** After a creation: what of the text the tracker's form could not carry, in words. */
  lost?: string[]
}

/** A place in the tracker's own sequence: records created later come after it. */
export interface Anchor {
  /** See {@link DestinationDeclaration.scope}. */
  scope: string
  position: string
}

export type Found =
  | { outcome: 'found'; issue: Issue }
  /** Certainly not there at this moment. */
  | { outcome: 'absent' }
  /** The tracker cannot be asked precisely enough. */
  | { outcome: 'unsure'; because: string }

export interface ReadResult {
  issues: Issue[]
  /** Ids for which the tracker said, in a proper answer, that they do not exist or may not be seen. */
  gone: string[]
}

/** Where polling stands. `token` belongs to the provider and is stored as it is. */
export interface Cursor {
  /** Watermark: everything updated before it has surely been seen. */
  since: Date
  token?: string
}

export interface ChangePage {
  changes: { issueId: string; version: string; updatedAt: Date }[]
  /** Where to go on when this page has been dealt with. */
  next: Cursor
  /** A place in the sequence reached by this page, where the tracker's sequence is that of its changes. */
  anchor?: Anchor
}

export interface CommentRef {
  id: string
  /** What of the text the tracker's form could not carry, in words. */
  lost?: string[]
}

export interface OutgoingComment {
  text: string
  /** The text is Markdown; else it is plain. */
  markdown?: boolean
  /** Who says it, in the hub. */
  author: string
  marker: string
  /** True when an earlier try may have been carried out. */
  again: boolean
}

export interface WebhookDeclaration {
  /** Last part of `/v1/ticket/update/<path>` (A58–A60). */
  path: string
  /** True only if the request carries the connection's secret in the tracker's way. */
  verify(request: WebhookRequest, secret: string): boolean
  /** The delivery's own identifier, the same on every retry; absent where the tracker sends none. */
  identifier(request: WebhookRequest): string | undefined
  /** Hints, not facts: the issue is read again before anything is believed. Throws {@link ProviderError} `bad-answer`. */
  parse(rawBody: string): WebhookHint[]
  /** A script that an administrator copies into the tracker, with the hub's address and the secret in it. */
  script?(hook: { url: string; secret: string }): { title: string; text: string }
}

export interface WebhookRequest {
  /** Lower-case names. */
  headers: Record<string, string | undefined>
  rawBody: string
  /** What stands behind the address, for trackers that cannot send a secret in another way. */
  query?: Record<string, string | undefined>
}

export interface WebhookHint {
  issueId: string
  what: 'created' | 'updated' | 'deleted' | 'commented'
}

/** The only error that leaves a provider. */
export class ProviderError extends Error {
  readonly fault: Fault
  constructor(fault: Fault, options?: ErrorOptions) {
    super(`${fault.kind}: ${fault.detail}`, options)
    this.name = 'ProviderError'
    this.fault = fault
  }
}
