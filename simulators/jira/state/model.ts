import type { SearchIndex } from '../../ground/search-index.ts'
import type { AdfDocument } from '../adf/model.ts'

/** The permissions that the simulator knows; each can be taken away for the whole site or for one project. */
export const permissionKeys = [
  'BROWSE_PROJECTS',
  'CREATE_ISSUES',
  'ADD_COMMENTS',
  'EDIT_ISSUES',
  'TRANSITION_ISSUES',
  'ASSIGN_ISSUES',
  'DELETE_ISSUES',
  'LINK_ISSUES',
  'CREATE_ATTACHMENTS',
] as const
export type PermissionKey = (typeof permissionKeys)[number]
export type Permissions = Record<PermissionKey, boolean>

export interface Person {
  accountId: string
  /** What a server knows them by. */
  userName: string
  email: string
  name: string
  timeZone: string
}

export interface Component {
  id: string
  name: string
}

/** The kinds of fields that people make. */
export const customKinds = [
  'text',
  'paragraph',
  'number',
  'date',
  'select',
  'multiselect',
  'cascading',
  'user',
] as const
export type CustomKind = (typeof customKinds)[number]

/** A field that people made. Names need not differ, ids do. */
export interface CustomField {
  id: string
  name: string
  kind: CustomKind
  /** Of a cascading one `Parent`, or `Parent > Child`. */
  options?: string[]
}

/** A field that a project's create screen demands; a text or, with `options`, a select list, unless `kind` says otherwise. */
export interface RequiredField {
  id: string
  name: string
  kind?: CustomKind
  options?: string[]
  /** Jira fills it by itself. */
  hasDefault?: boolean
}

export interface Project {
  id: string
  key: string
  name: string
  components: Component[]
  permissions: Partial<Permissions>
  requiredFields: RequiredField[]
  /** The number of the last key given out; it only grows, also over deleted issues. */
  lastNumber: number
}

export interface IssueType {
  id: string
  name: string
  description: string
}

export interface Priority {
  id: string
  name: string
}

export interface Resolution {
  id: string
  name: string
}

export type StatusCategoryKey = 'new' | 'indeterminate' | 'done'

export interface Status {
  id: string
  name: string
  category: StatusCategoryKey
}

export interface Transition {
  id: string
  name: string
  from: string[]
  to: string
  /** Fields that its screen asks for, such as `resolution`. */
  requires: string[]
}

export interface Comment {
  id: string
  authorId: string
  /** Who edited it last. */
  updateAuthorId?: string
  body: AdfDocument
  created: number
  updated: number
  visibility?: { type: 'role' | 'group'; value: string }
  /** Not shown to customers: `jsdPublic: false`. */
  internal: boolean
  properties: Record<string, unknown>
}

export interface Attachment {
  id: string
  name: string
  mediaType: string
  authorId: string
  created: number
  content: Buffer
}

/** A link to something elsewhere: one of each global id. */
export interface RemoteLink {
  id: number
  globalId: string | undefined
  relationship: string | undefined
  application: Record<string, unknown>
  object: Record<string, unknown>
}

/** An issue as it stands. Every write replaces the object, so an older reference is a true snapshot. */
export interface Issue {
  id: string
  key: string
  projectId: string
  typeId: string
  summary: string
  description: AdfDocument | null
  statusId: string
  resolutionId: string | null
  resolved: number | null
  priorityId: string
  assigneeId: string | null
  reporterId: string
  labels: string[]
  componentIds: string[]
  dueDate: string | null
  /** By id, in the form in which answers show them; a person as `{accountId}`. */
  extra: Record<string, unknown>
  comments: Comment[]
  attachments: Attachment[]
  remoteLinks: RemoteLink[]
  properties: Record<string, unknown>
  created: number
  updated: number
}

export interface Webhook {
  url: string
  secret?: string
  /** Such as `jira:issue_updated`; all events when absent. */
  events?: string[]
}

/** What Atlassian runs, or what runs at a customer's own place. */
export type Edition = 'cloud' | 'server'

export interface JiraState {
  edition: Edition
  /** Of a server, such as `10.3.1`: older ones lack calls and signatures. */
  version: string
  title: string
  /** The account that the REST API is used with. */
  me: Person
  token: string
  /** Beside the user's name, on a server; null where only tokens are taken. */
  password: string | null
  issueLinkingEnabled: boolean
  /** Issues that a server's search gives at most. */
  searchLimit: number
  /** Everybody an issue can be assigned to, `me` included. */
  people: Person[]
  permissions: Permissions
  projects: Project[]
  issueTypes: IssueType[]
  /** On the screens of every project. */
  customFields: CustomField[]
  priorities: Priority[]
  resolutions: Resolution[]
  statuses: Status[]
  transitions: Transition[]
  /** By id. */
  issues: Map<string, Issue>
  /** What search sees. */
  index: SearchIndex<Issue>
  /** Every key ever given out → the issue's id, so that a moved issue answers to its old key. */
  keys: Map<string, string>
  webhooks: Webhook[]
  /** The last number given out, for ids of issues, comments and changelog entries. */
  lastId: number
}
