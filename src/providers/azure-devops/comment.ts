import { ProviderError, type OutgoingComment } from '../provider.ts'
import { inProject, type AdoClient } from './client.ts'
import { commentOf, refOf } from './html.ts'
import { textOf } from './map.ts'
import { numberOf } from './read.ts'
import { wireComment, wireComments, wireItem } from './wire.ts'

const version = '7.1-preview.4'

/** 200 comments each: beyond, nobody looks for a comment of a moment ago. */
const mostPages = 25

const idOf = (comment: { id?: string | null | undefined; commentId?: string | null | undefined }) => {
  const id = comment.id ?? comment.commentId
  if (id) return id
  throw new ProviderError({ kind: 'bad-answer', detail: 'Azure DevOps does not say which comment it is.' })
}

/**
 * Comments are reached only through the item's project, which may have become another one.
 * https://learn.microsoft.com/en-us/rest/api/azure/devops/wit/work-items/get-work-item?view=azure-devops-rest-7.1
 */
async function pathOf(client: AdoClient, issueId: string): Promise<string> {
  const id = numberOf(issueId)
  if (id === undefined) {
    const detail = `“${issueId}” is no work item's number.`
    throw new ProviderError({ kind: 'not-found', detail })
  }
  const call = { path: `/_apis/wit/workitems/${id}`, query: { fields: 'System.TeamProject' } }
  const project = textOf(await client.get(call, wireItem), 'System.TeamProject')
  if (project !== undefined) return inProject(project, `/_apis/wit/workItems/${id}/comments`)
  const detail = `Azure DevOps does not say which project work item ${id} is in.`
  throw new ProviderError({ kind: 'bad-answer', detail })
}

/** https://learn.microsoft.com/en-us/rest/api/azure/devops/wit/comments/get-comments?view=azure-devops-rest-7.1 */
async function findComment(client: AdoClient, path: string, marker: string): Promise<string | undefined> {
  let token: string | null | undefined
  for (let page = 0; page < mostPages; page += 1) {
    const query = { $top: '200', order: 'desc', ...(token && { continuationToken: token }) }
    const found = await client.get({ path, query, version }, wireComments)
    const own = found.comments.find(({ text }) => text?.includes(refOf(marker)))
    if (own) return idOf(own)
    token = found.continuationToken
    if (!token) return undefined
  }
  return undefined
}

/** https://learn.microsoft.com/en-us/rest/api/azure/devops/wit/comments/add?view=azure-devops-rest-7.1 */
export async function addComment(
  client: AdoClient,
  issueId: string,
  comment: OutgoingComment,
): Promise<{ id: string }> {
  const path = await pathOf(client, issueId)
  const earlier = comment.again ? await findComment(client, path, comment.marker) : undefined
  if (earlier !== undefined) return { id: earlier }
  const body = { text: commentOf(comment) }
  return { id: idOf(await client.post({ path, body, version }, wireComment)) }
}
