import type { SearchIndex } from '../../ground/search-index.ts'

/** What a personal access token may do; each can be taken away. */
export const scopeKeys = ['projectRead', 'workItemsRead', 'workItemsWrite'] as const
export type Scope = (typeof scopeKeys)[number]

/** The three ways in which a token that is not good (any more) is answered. */
export const signInWays = ['status-401', 'html-203', 'redirect-302'] as const
export type SignInWay = (typeof signInWays)[number]

export interface Person {
  id: string
  descriptor: string
  name: string
  email: string
}

export interface AreaNode {
  id: number
  identifier: string
  name: string
  children: AreaNode[]
}

export type FieldType =
  | 'string'
  | 'plainText'
  | 'html'
  | 'integer'
  | 'boolean'
  | 'dateTime'
  | 'identity'
  | 'treePath'
  | 'history'

export type FieldValue = string | number | boolean

export interface FieldDefinition {
  referenceName: string
  name: string
  type: FieldType
  required?: boolean
  readOnly?: boolean
  allowedValues?: (string | number)[]
  defaultValue?: FieldValue
}

export type StateCategory = 'Proposed' | 'InProgress' | 'Resolved' | 'Completed' | 'Removed'

export interface WorkItemState {
  name: string
  category: StateCategory
  color: string
}

export interface WorkItemType {
  name: string
  referenceName: string
  color: string
  description: string
  /** The first is the state of a new work item. */
  states: WorkItemState[]
  fields: FieldDefinition[]
}

export interface Project {
  id: string
  name: string
  description: string
  types: WorkItemType[]
  /** The root node has the project's name. */
  areas: AreaNode
  /** Whether the account may save work items in it. */
  mayEdit: boolean
}

export interface Relation {
  rel: string
  url: string
  attributes: Record<string, unknown>
}

export interface Comment {
  id: number
  version: number
  /** HTML. */
  text: string
  createdBy: string
  created: number
  modifiedBy: string
  modified: number
  deleted: boolean
}

/** A work item as it stands. Every write makes a new object, so an older one is a true revision. */
export interface WorkItem {
  id: number
  rev: number
  /** Grows with every write in the whole organization. */
  watermark: number
  /** By reference name. Identities are the person's id, dates as the service writes them. */
  fields: Readonly<Record<string, FieldValue>>
  relations: Relation[]
  comments: Comment[]
}

/** A service hook that posts to a web address. */
export interface Subscription {
  id: string
  url: string
  /** Such as `workitem.updated`; all events when absent. */
  events?: string[]
  username?: string
  password?: string
  headers?: Record<string, string>
  status: 'enabled' | 'disabledBySystem'
  /** How many events it has been told of. */
  notifications: number
}

export interface AzureDevOpsState {
  organization: string
  organizationId: string
  /** The account that the REST API is used with. */
  me: Person
  /** Everybody a work item can be assigned to, `me` included. */
  people: Person[]
  token: string
  scopes: Record<Scope, boolean>
  signIn: SignInWay
  /** Whether the account may use a tag that the organization does not know yet. */
  mayCreateTags: boolean
  /** Seconds: good answers then ask with `Retry-After` to slow down. */
  throttleHint: number | null
  /** How many revisions the reporting API gives at once. */
  revisionBatchSize: number
  /** How many work items a query may find. */
  wiqlLimit: number
  projects: Project[]
  /** By id, deleted ones included. */
  items: Map<number, WorkItem>
  /** Every revision of every work item, by watermark. */
  revisions: WorkItem[]
  /** What queries see. */
  index: SearchIndex<WorkItem>
  webhooks: Subscription[]
  lastItemId: number
  lastCommentId: number
  lastWatermark: number
}
