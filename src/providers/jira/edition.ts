import type { ZodType } from 'zod'
import type { Account, Choice, Draft, OutgoingComment } from '../provider.ts'
import type { JiraClient } from './client.ts'
import type { SearchQuery } from './search.ts'
import type { WireField, WireIssue } from './wire.ts'

/** What one edition of Jira does in its own way. Everything else is the same for both. */
export interface JiraEdition {
  apiPath: string
  me: (client: JiraClient) => Promise<Pick<Account, 'id' | 'name'>>
  rights: (client: JiraClient, project: string | undefined) => Promise<Account['rights']>
  projects: (client: JiraClient) => Promise<Choice[]>
  priorities: (client: JiraClient) => Promise<Choice[]>
  /** Those that an issue can be created with. */
  issueTypes: (client: JiraClient, project: string) => Promise<{ id: string; name: string }[]>
  createScreen: (client: JiraClient, project: string, typeId: string) => Promise<WireField[]>
  /** The pages of a search. The index lags behind; never take “not found” here for “not there”. */
  search: (client: JiraClient, query: SearchQuery) => AsyncGenerator<{ issues: WireIssue[]; last: boolean }>
  /** The least difference between two moments that a search can tell. */
  searchStepMs: number
  /** Texts in the form in which this edition takes them. */
  text: {
    description: (draft: Draft) => Written & { length: number }
    comment: (comment: OutgoingComment) => Written
    /** Of a plain text. */
    paragraphs: (words: string) => unknown
    fromMarkdown: (markdown: string) => Written
    /** Of whatever a field or a comment holds. */
    toMarkdown: (value: unknown) => { text: string; lost: string[] }
  }
  /** Fresh issues by id or key, in this edition’s own way. */
  read: ReadWires
  /** The member of a person that says who it is. */
  personId: 'accountId' | 'name'
  /** The parameter by which people are looked up. */
  userQuery: 'query' | 'username'
  /** Where a file’s bytes are, below the site’s address. */
  contentPath: (file: { id: string; name: string }) => string
}

/** A text in the tracker’s form, and what of it that form cannot say, in words. */
export interface Written {
  value: unknown
  lost: string[]
}

export interface Wanted<T> {
  fields: string[]
  schema: ZodType<T>
}

export type ReadWires = <T extends WireIssue>(
  client: JiraClient,
  ids: string[],
  wanted: Wanted<T>,
) => Promise<{ wires: T[]; gone: string[] }>
