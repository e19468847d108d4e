import { asList, asRecord, asText } from '../../ground/json.ts'
import { may, visibleIssue } from '../issues/find.ts'
import { changeIssue } from '../issues/write.ts'
import { forbidden, notFound, ok, type Answer } from '../rest/answer.ts'
import { param, type RestRequest, type Route } from '../rest/request.ts'
import { apiBase, type Site } from '../site.ts'
import type { Attachment, Issue, Person } from '../state/model.ts'
import { nextId } from '../state/start.ts'
import { attachmentBean } from '../wire/attachment.ts'

/** Bytes inside JSON: `serve.ts` puts them in and takes them out, so that faults meet files as they meet everything. */
export interface PackedFile {
  name: string
  mediaType: string
  base64: string
}

function readPacked(body: unknown): PackedFile[] {
  return (asList(asRecord(body)?.['packed']) ?? []).flatMap((entry) => {
    const record = asRecord(entry)
    const [name, base64] = [asText(record?.['name']), asText(record?.['base64'])]
    if (name === undefined || base64 === undefined) return []
    return [{ name, base64, mediaType: asText(record?.['mediaType']) ?? 'application/octet-stream' }]
  })
}

export function attachFiles(
  site: Site,
  issue: Issue,
  { files, actor }: { files: Pick<Attachment, 'name' | 'mediaType' | 'content'>[]; actor: Person },
): Attachment[] {
  const made = files.map(({ name, mediaType, content }) => ({
    id: nextId(site.state),
    name,
    mediaType,
    content,
    authorId: actor.accountId,
    created: site.now().getTime(),
  }))
  const patch = { attachments: [...issue.attachments, ...made] }
  changeIssue(site, issue, { patch, actor, eventType: 'issue_updated' })
  return made
}

/** https://developer.atlassian.com/cloud/jira/platform/rest/v3/api-group-issue-attachments/ */
function postFiles(request: RestRequest): Answer {
  const { site, body } = request
  const { state } = site
  if (asRecord(body)?.['checked'] !== true) throw forbidden('XSRF check failed')
  const issue = visibleIssue(state, param(request, 'issue'))
  if (!may(state, 'CREATE_ATTACHMENTS', issue.projectId)) {
    throw forbidden('You do not have permission to create attachments for this issue.')
  }
  const files = readPacked(body).map(({ name, mediaType, base64 }) => ({
    name,
    mediaType,
    content: Buffer.from(base64, 'base64'),
  }))
  const made = attachFiles(site, issue, { files, actor: state.me })
  return ok(made.map((file) => attachmentBean(apiBase(site), state, file)))
}

function fileOf(request: RestRequest): Attachment {
  const { state } = request.site
  for (const issue of state.issues.values()) {
    const file = issue.attachments.find(({ id }) => id === param(request, 'file'))
    if (file && may(state, 'BROWSE_PROJECTS', issue.projectId)) return file
  }
  throw notFound(`The attachment with id '${param(request, 'file')}' does not exist`)
}

function getFile(request: RestRequest): Answer {
  const { site } = request
  const bean = attachmentBean(apiBase(site), site.state, fileOf(request))
  return ok({ ...bean, id: Number(bean.id) })
}

/** Reached by its address outside or inside the API, see `serve.ts`. Cloud sends on to where its files are, unless it is asked not to. */
function getContent(request: RestRequest): Answer {
  const { site, query } = request
  const { id, name, mediaType, content } = fileOf(request)
  if (site.state.edition === 'cloud' && query.get('redirect') !== 'false') {
    return { status: 303, headers: { location: `https://api.media.atlassian.com/file/${id}/binary` } }
  }
  return ok({ packed: { name, mediaType, base64: content.toString('base64') } })
}

export const fileRoutes: Route[] = [
  { method: 'POST', path: '/issue/:issue/attachments', handle: postFiles },
  { method: 'GET', path: '/packed/:file', handle: getContent },
  { method: 'GET', path: '/attachment/:file', handle: getFile },
]
