import { pathStep } from '../path-step.ts'
import type { CommentRef, OutgoingComment } from '../provider.ts'
import type { JiraClient } from './client.ts'
import { markName } from './map.ts'
import { wireComments, wireCreatedComment, wireProof } from './wire.ts'

/** Jira's own limit for one issue. */
const mostComments = 5000

/** https://developer.atlassian.com/cloud/jira/platform/rest/v3/api-group-issue-comments/#api-rest-api-3-issue-issueidorkey-comment-get */
async function findComment(client: JiraClient, path: string, marker: string): Promise<string | undefined> {
  const comments = await client.list(`${path}?orderBy=-created&expand=properties`, wireComments, mostComments)
  const own = comments.find(({ properties }) =>
    properties?.some(
      ({ key, value }) => key === markName && wireProof.safeParse(value).data?.marker === marker,
    ),
  )
  return own?.id
}

/** https://developer.atlassian.com/cloud/jira/platform/rest/v3/api-group-issue-comments/#api-rest-api-3-issue-issueidorkey-comment-post */
export async function addComment(
  client: JiraClient,
  issueId: string,
  comment: OutgoingComment,
): Promise<CommentRef> {
  const path = `/issue/${pathStep(issueId)}/comment`
  const earlier = comment.again ? await findComment(client, path, comment.marker) : undefined
  if (earlier !== undefined) return { id: earlier }
  const { value, lost } = client.edition.text.comment(comment)
  const body = { body: value, properties: [{ key: markName, value: { marker: comment.marker } }] }
  const { id } = await client.post(path, body, wireCreatedComment)
  return { id, ...(lost.length > 0 && { lost }) }
}
