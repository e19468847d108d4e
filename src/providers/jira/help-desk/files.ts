import type { HelpDeskTracker, OutgoingFile } from '../../help-desk.ts'
import { pathStep } from '../../path-step.ts'
import { ProviderError } from '../../provider.ts'
import type { JiraClient } from '../client.ts'
import { wireFile, wireFiles } from './wire.ts'

function refuse(kind: 'invalid' | 'bad-answer', detail: string): never {
  throw new ProviderError({ kind, detail })
}

/** https://developer.atlassian.com/cloud/jira/platform/rest/v3/api-group-issue-attachments/#api-rest-api-3-issue-issueidorkey-attachments-post */
async function attach(client: JiraClient, issueId: string, { name, mediaType, content }: OutgoingFile) {
  const form = new FormData()
  form.append('file', new Blob([new Uint8Array(content)], { type: mediaType }), name)
  const written = new Response(form)
  const contentType = written.headers.get('content-type') ?? ''
  const body = new Uint8Array(await written.arrayBuffer())
  const path = `/issue/${pathStep(issueId)}/attachments`
  const [file] = await client.upload(path, { body, contentType }, wireFiles)
  return file ?? refuse('bad-answer', 'Jira took the file and does not say what became of it.')
}

/**
 * The size is asked for first, and compared: what answers in Jira’s place, such as a sign-in page, is not the file.
 * https://developer.atlassian.com/cloud/jira/platform/rest/v3/api-group-issue-attachments/#api-rest-api-3-attachment-content-id-get
 */
async function fetchFile(client: JiraClient, fileId: string, limit: number): Promise<Uint8Array> {
  const told = await client.get(`/attachment/${pathStep(fileId)}`, wireFile)
  const name = told.filename ?? told.id
  const size = told.size ?? 0
  if (size > limit) refuse('invalid', `“${name}” has ${size} bytes; the hub takes ${limit}.`)
  const { bytes, text } = await client.download(client.edition.contentPath({ id: told.id, name }), limit)
  const content = new Uint8Array(bytes ?? Buffer.from(text))
  if (content.length === size) return content
  return refuse('bad-answer', `“${name}” came with ${content.length} bytes instead of ${size}.`)
}

export function filesOf(client: JiraClient): HelpDeskTracker['files'] {
  return {
    attach: (issueId, file) => attach(client, issueId, file),
    fetch: (fileId, limit) => fetchFile(client, fileId, limit),
  }
}
