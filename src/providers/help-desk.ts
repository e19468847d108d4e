import type { Choice } from '../domain/needed-field.ts'
import type { FieldKind, FieldValue } from '../domain/field-value.ts'
import type { Issue } from './provider.ts'

/**
 * What a help desk asks of a tracker beyond what findings ask (seed C): an issue with its fields, comments and files.
 * A provider without it cannot be an instance of the help desk. Every method throws only `ProviderError`.
 */
export interface HelpDeskTracker<D = unknown> {
  /** Issues whose key is the text, else whose words contain it, best first (C2). At most `limit`. */
  search(text: string, limit: number): Promise<Issue[]>
  fields: HelpDeskFields<D>
  /** Fresh issues by id or key, with the given fields (by the tracker's own ids), in the tracker's own batch size. */
  read(ids: string[], fieldIds: string[]): Promise<LinkedIssues>
  /** All comments of an issue, newest first, a page at a time, each with its marker told. */
  comments(issueId: string): AsyncIterable<IssueComment[]>
  /** The way back to the ticket, shown on the issue. Setting the same one twice is one; removing one that is not there is fine. */
  backlink: {
    set(issueId: string, link: Backlink): Promise<void>
    remove(issueId: string, link: Pick<Backlink, 'id'>): Promise<void>
  }
  files: {
    /** Exactly one request. */
    attach(issueId: string, file: OutgoingFile): Promise<{ id: string }>
    /** The content of an issue's file. Refuses with `invalid` what has more bytes than `limit`. */
    fetch(fileId: string, limit: number): Promise<Uint8Array>
  }
}

/** How the help desk says where an issue goes: a project of the instance and a type of issue there (C40). */
export interface HelpDeskPlaces<D = unknown> {
  /** The connection's default destination, in another project. */
  at(standard: D, place: { project: string; issueType: string }): D
  issueType(destination: D): string
}

export interface HelpDeskFields<D = unknown> {
  /** Every field that the tracker has, whether it can be mapped or not (C45, CX23). */
  all(): Promise<TrackerField[]>
  /** What the screen asks for on which an issue is created there (C36, CX25), without what a creation always sends: title, text, project, type. */
  screen(destination: D): Promise<ScreenField[]>
  /** People whose name or e-mail address the text is; a value is what the tracker wants to be sent. */
  users(text: string): Promise<Choice[]>
}

/** A field of the tracker. Names are not unique; ids are. */
export interface TrackerField {
  id: string
  name: string
  /** Undefined: of a kind that the hub does not map. */
  kind: FieldKind | undefined
  /** What the provider has to know besides to write a value; its own affair, stored as it is. */
  shape: string
  /** Made by the people there, not by the tracker's maker. */
  isCustom: boolean
}

export interface ScreenField extends TrackerField {
  required: boolean
  /** The tracker fills it by itself when nothing is sent. */
  hasDefault: boolean
  /** Names of the values that it takes, where they are listed; `Parent > Child` for cascading ones. */
  options?: string[]
}

export interface LinkedIssues {
  issues: LinkedIssue[]
  /** See `ReadResult.gone`. */
  gone: string[]
}

/** An issue as the help desk sees it. */
export interface LinkedIssue extends Issue {
  project: { key: string; name: string }
  type: { id: string; name: string }
  /** By field id, in the hub's form; null: empty. A field that the issue does not have is absent. */
  values: Record<string, FieldValue>
  /** Those that came with the issue; a tracker may send only some of many. `marker` may be untold. */
  comments: IssueComment[]
  commentTotal: number
  files: IssueFile[]
}

export interface IssueComment {
  id: string
  author: string
  createdAt: Date
  updatedAt: Date
  /** Markdown. */
  text: string
  /** What the tracker's form of text says and Markdown cannot, in words: “a panel's colour”. */
  lost: string[]
  /** The role or group it is restricted to (C13, CX12). Whatever restriction is not understood is named here too. */
  limitedTo: string | null
  /** A service desk's own note to itself. */
  isInternalNote: boolean
  /** The hub's marker, null where there is none; undefined: the tracker has not told. */
  marker: string | null | undefined
}

export interface IssueFile {
  id: string
  name: string
  mediaType: string
  /** Bytes. */
  size: number
  createdAt: Date
  author: string
}

export interface OutgoingFile {
  name: string
  mediaType: string
  content: Uint8Array
}

export interface Backlink {
  /** The hub's own id for it, unique in the tracker. */
  id: string
  url: string
  title: string
}

/** A value that a creation is to send besides (C8), in the hub's form. */
export interface MappedValue {
  fieldId: string
  name: string
  kind: FieldKind
  shape: string
  value: FieldValue
}
