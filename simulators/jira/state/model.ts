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

/** A field that a project's create screen asks for besides Jira's own; with `options` it is a select list. */
export interface RequiredField {
  id: string
  name: string
  options?: string[]
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
  body: AdfDocument
  created: number
  updated: number
  visibility?: { type: 'role' | 'group'; value: string }
  /** Not shown to customers: `jsdPublic: false`. */
  internal: boolean
  properties: Record<string, unknown>
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
  extra: Record<string, unknown>
  comments: Comment[]
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
