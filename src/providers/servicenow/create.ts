import type { Draft, Issue } from '../provider.ts'
import { cleanLine } from '../text.ts'
import type { ServiceNowClient } from './client.ts'
import { sysIdForm, type ServiceNowDestination } from './config.ts'
import { descriptionOf } from './describe.ts'
import { checkLength, refuse, textLimit, titleLimit } from './limits.ts'
import { issueFields, issueOf, markName } from './map.ts'
import { wireIncident } from './wire.ts'

/** A priority is a pair `impact/urgency`; the instance makes its priority out of it. */
function pairOf(priority: string | undefined): { impact?: string; urgency?: string } {
  if (priority === undefined) return {}
  const [, impact, urgency] = /^(\d{1,2})\/(\d{1,2})$/u.exec(priority.trim()) ?? []
  if (impact === undefined || urgency === undefined) {
    refuse('priority', `“${priority}” is no pair of impact and urgency such as 2/3.`)
  }
  return { impact, urgency }
}

/** Values for what the instance's data policies ask for besides. */
function extraFields(fields: Draft['fields'] = []): Record<string, string> {
  return Object.fromEntries(fields.map(({ id, value }) => [id, value]))
}

/** The text as it will be stored, checked before anything is sent. */
function checkedTexts(draft: Draft): { short_description: string; description: string } {
  const title = cleanLine(draft.title)
  if (title === '') refuse('title', 'ServiceNow needs a title.')
  checkLength(title, { field: 'title', words: 'The title', limit: titleLimit })
  const description = descriptionOf(draft)
  checkLength(description, {
    field: 'description',
    words: 'The description with its context',
    limit: textLimit,
  })
  return { short_description: title, description }
}

/**
 * One request: the incident and the mark by which it is searched come into being together.
 * https://www.servicenow.com/docs/r/api-reference/rest-apis/c_TableAPI.html?section=table-POST
 */
export async function createIncident(
  client: ServiceNowClient,
  draft: Draft,
  to: { destination: ServiceNowDestination; marker: string },
): Promise<Issue> {
  const { assignmentGroup, category } = to.destination
  // A name or a stray text would be looked up or dropped by the instance, and the incident would belong to nobody.
  if (!sysIdForm.test(assignmentGroup)) {
    refuse('assignmentGroup', `“${assignmentGroup}” is no group of this instance: choose one from the list.`)
  }
  if (to.marker.length > 100) refuse('marker', 'The mark is longer than correlation_id takes.')
  const body = {
    ...extraFields(draft.fields),
    ...checkedTexts(draft),
    ...pairOf(draft.priority),
    assignment_group: assignmentGroup,
    ...(category !== undefined && { category }),
    correlation_id: to.marker,
    correlation_display: markName,
  }
  const created = await client.write(
    { method: 'POST', path: 'incident', body, fields: issueFields },
    wireIncident,
  )
  return issueOf(created, client.instance)
}
