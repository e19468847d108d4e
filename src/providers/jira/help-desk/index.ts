import type { HelpDeskTracker, TrackerField } from '../../help-desk.ts'
import type { JiraClient } from '../client.ts'
import type { JiraDestination } from '../config.ts'
import { backlinkOf } from './backlink.ts'
import { commentsOf } from './comments.ts'
import { allFields, fieldsOf } from './fields.ts'
import { filesOf } from './files.ts'
import { readLinked } from './read.ts'
import { searchIssues } from './search.ts'

/** What a client asks once while it lives; a failure is not kept. */
function once<T>(ask: () => Promise<T>): () => Promise<T> {
  let asked: Promise<T> | undefined
  return () => {
    asked ??= ask().catch((error: unknown) => {
      asked = undefined
      throw error
    })
    return asked
  }
}

/** Jira as an instance of the help desk, in both editions. */
export function jiraHelpDesk(client: JiraClient): HelpDeskTracker<JiraDestination> {
  const fields = once((): Promise<TrackerField[]> => allFields(client))
  return {
    search: (text, limit) => searchIssues(client, text, limit),
    fields: fieldsOf(client),
    read: (ids, fieldIds) => readLinked(client, { ids, fieldIds }, fields),
    comments: (issueId) => commentsOf(client, issueId),
    backlink: backlinkOf(client),
    files: filesOf(client),
  }
}
