import type { IssueFile, LinkedIssue, LinkedIssues, TrackerField } from '../../help-desk.ts'
import type { JiraClient } from '../client.ts'
import { issueFields, issueOf } from '../map.ts'
import { commentOf, momentToldOf, nameOfPerson } from './comments.ts'
import { valueFromWire } from './values.ts'
import { wireLinkedIssue, type WireFile, type WireLinkedIssue } from './wire.ts'

const ownFields = [...issueFields, 'project', 'issuetype', 'comment', 'attachment']

export function fileOf(wire: WireFile): IssueFile {
  return {
    id: wire.id,
    name: wire.filename ?? wire.id,
    mediaType: wire.mimeType ?? 'application/octet-stream',
    size: wire.size ?? 0,
    createdAt: momentToldOf(wire.created, `the file ${wire.id}`),
    author: nameOfPerson(wire.author),
  }
}

function linkedIssueOf(wire: WireLinkedIssue, client: JiraClient, asked: Asked): LinkedIssue {
  const { project, issuetype, comment, attachment } = wire.fields
  const comments = comment?.comments ?? []
  const { toMarkdown } = client.edition.text
  const values = asked.ids
    .filter((id) => id in wire.fields)
    .map((id) => [id, valueFromWire(wire.fields[id], asked.fields.get(id)?.kind, toMarkdown)])
  return {
    ...issueOf(wire, client.site),
    project: { key: project.key, name: project.name ?? project.key },
    type: issuetype,
    values: Object.fromEntries(values),
    comments: comments.map((one) => commentOf(one, client)),
    commentTotal: Math.max(comment?.total ?? 0, comments.length),
    files: (attachment ?? []).map(fileOf),
  }
}

interface Asked {
  ids: string[]
  fields: Map<string, TrackerField>
}

/** @param fields what kinds of fields there are; asked for only where a field is */
export async function readLinked(
  client: JiraClient,
  asked: { ids: string[]; fieldIds: string[] },
  fields: () => Promise<TrackerField[]>,
): Promise<LinkedIssues> {
  const { ids, fieldIds } = asked
  if (ids.length === 0) return { issues: [], gone: [] }
  const known = fieldIds.length > 0 ? await fields() : []
  const wanted = { ids: fieldIds, fields: new Map(known.map((field) => [field.id, field])) }
  const { wires, gone } = await client.edition.read(client, ids, {
    fields: [...new Set([...ownFields, ...fieldIds])],
    schema: wireLinkedIssue,
  })
  return { issues: wires.map((wire) => linkedIssueOf(wire, client, wanted)), gone }
}
