import type { Generated } from 'kysely'
import type { FieldKind, FieldValue } from '../domain/field-value.ts'
import type { StatusCategory } from '../domain/status.ts'
import type { Visibility } from '../domain/visibility.ts'
import type { Json } from './json-column.ts'

/** A name of the help desk's own lists; one that was removed keeps standing on its tickets. */
interface Named {
  id: string
  workspaceId: string
  name: string
  createdAt: Date
  removedAt: Date | null
}

export interface SupportTypesTable extends Named {
  position: number
}

export interface SupportStatusesTable extends Named {
  category: StatusCategory
  position: number
}

export interface ActionTypesTable extends Named {
  position: number
}

export interface SupportFieldsTable extends Named {
  kind: FieldKind
  /** Names; of a cascading field `Parent > Child`. */
  options: Json<string[]>
  position: number
}

export type CustomersTable = Named

export interface ProductsTable extends Named {
  projectKey: string | null
  /** The instance its issues go to (C23). */
  connectionId: string | null
}

export interface ProductVersionsTable extends ProductsTable {
  productId: string
}

export interface SupportTicketsTable {
  ticketId: string
  workspaceId: string
  typeId: string
  productId: string | null
  versionId: string | null
  customerId: string | null
  assignee: string | null
  /** By id of `support_fields`. */
  fieldValues: Json<Record<string, FieldValue>>
  /** Those of title and description, for the search. */
  words: Generated<string>
}

/** Who wrote an action: a person or program here, or somebody in the tracker. */
export type ActionOrigin = 'hub' | 'tracker'

export interface ActionsTable {
  id: string
  workspaceId: string
  ticketId: string
  typeId: string
  visibility: Visibility
  origin: ActionOrigin
  author: string
  /** Markdown. */
  text: string
  /** What of a comment could not be carried over, in words. */
  lost: Json<string[]>
  connectionId: string | null
  commentId: string | null
  at: Date
  editedAt: Date | null
  removedAt: Date | null
}

export interface IssueCommentsTable {
  connectionId: string
  commentId: string
  workspaceId: string
  issueId: string
  /** `out`: the hub wrote it; `in`: it was found there. */
  direction: 'in' | 'out'
  heldBecause: string | null
  deliveryId: string | null
  /** Of `out`: the ticket and action it was written for. */
  ticketId: string | null
  actionId: string | null
  changedAt: Date | null
  createdAt: Date
}

export interface AttachmentsTable {
  id: string
  workspaceId: string
  ticketId: string
  actionId: string | null
  name: string
  mediaType: string
  size: number
  sha256: string
  visibility: Visibility
  author: string
  connectionId: string | null
  fileId: string | null
  at: Date
  removedAt: Date | null
}

export interface AttachmentContentsTable {
  workspaceId: string
  sha256: string
  content: Buffer
}

export interface SavedFiltersTable {
  id: string
  workspaceId: string
  /** The actor's id. */
  owner: string
  name: string
  query: Json<Record<string, string>>
  isShared: Generated<boolean>
  createdAt: Date
}

/** What a value is called here and there, where the names differ. */
export interface ValuePair {
  here: string
  there: string
}

export interface FieldMappingsTable {
  id: string
  workspaceId: string
  connectionId: string
  hubField: string
  fieldId: string
  fieldName: string
  fieldKind: FieldKind
  fieldShape: string
  valuePairs: Json<ValuePair[]>
  fallback: Json<FieldValue>
  createdAt: Date
}

export interface TypeMappingsTable {
  id: string
  workspaceId: string
  connectionId: string
  typeId: string
  issueType: string
  createdAt: Date
}
