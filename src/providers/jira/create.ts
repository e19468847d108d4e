import { ProviderError, type Draft, type Issue } from '../provider.ts'
import { cleanLine } from '../text.ts'
import type { JiraClient } from './client.ts'
import type { JiraDestination } from './config.ts'
import type { JiraEdition, Written } from './edition.ts'
import { mappedToWire } from './help-desk/values.ts'
import { anchorOf, labelOf, markName, pageOfIssue } from './map.ts'
import { wireFieldsOf } from './needed-fields.ts'
import { wireCreated } from './wire.ts'

export const titleLimit = 255
const descriptionLimit = 32_767

function refuse(field: string, message: string): never {
  throw new ProviderError({ kind: 'invalid', detail: message, fields: { [field]: message } })
}

/** Jira's limits, checked before anything is sent: a text is refused with its field, never cut silently (AX4). */
function checked(draft: Draft, { text }: JiraEdition): { summary: string; description: Written } {
  const summary = cleanLine(draft.title)
  if (summary === '') refuse('title', 'Jira needs a title.')
  if (summary.length > titleLimit) {
    refuse('title', `The title has ${summary.length} characters; Jira takes ${titleLimit}.`)
  }
  const description = text.description(draft)
  if (description.length > descriptionLimit) {
    refuse(
      'description',
      `The description has ${description.length} characters with its context; Jira takes ${descriptionLimit}.`,
    )
  }
  return { summary, description }
}

/** C8: what is sent besides, once. Their texts are Markdown where the description is. */
function mappedFields({ values = [], markdown }: Draft, edition: JiraEdition) {
  const lost: string[] = []
  const paragraphs = (words: string) => {
    if (!markdown) return edition.text.paragraphs(words)
    const written = edition.text.fromMarkdown(words)
    lost.push(...written.lost)
    return written.value
  }
  return { fields: mappedToWire(values, { edition, paragraphs }), lost }
}

const listOf = (value: unknown): unknown[] => (Array.isArray(value) ? value : [])

/**
 * One request: the issue, the label for the search and the entity property as proof come into being together.
 * https://developer.atlassian.com/cloud/jira/platform/rest/v3/api-group-issues/#api-rest-api-3-issue-post
 */
export async function createIssue(
  client: JiraClient,
  draft: Draft,
  to: { destination: JiraDestination; marker: string },
): Promise<Issue> {
  const { destination, marker } = to
  const { summary, description } = checked(draft, client.edition)
  const mapped = mappedFields(draft, client.edition)
  const own = destination.component === undefined ? [] : [{ name: destination.component }]
  const components = [...own, ...listOf(mapped.fields['components'])]
  const lost = [...new Set([...description.lost, ...mapped.lost])]
  const created = await client.post(
    '/issue',
    {
      fields: {
        project: { key: destination.project },
        issuetype: { name: destination.issueType },
        summary,
        description: description.value,
        ...(draft.priority !== undefined && { priority: { name: draft.priority } }),
        ...wireFieldsOf(draft.fields ?? [], client.edition.text.paragraphs),
        ...mapped.fields,
        labels: [markName, labelOf(marker), ...listOf(mapped.fields['labels'])],
        ...(components.length > 0 && { components }),
      },
      properties: [{ key: markName, value: { marker } }],
    },
    wireCreated,
  )
  const anchor = anchorOf(created.key)
  return {
    id: created.id,
    key: created.key,
    url: pageOfIssue(client.site, created.key),
    title: summary,
    ...(anchor && { anchor }),
    ...(lost.length > 0 && { lost }),
  }
}
