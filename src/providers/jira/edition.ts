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
    description: (draft: Draft) => { value: unknown; length: number }
    comment: (comment: OutgoingComment) => unknown
    paragraphs: (words: string) => unknown
  }
}
