import { asList, asRecord, asText } from '../../ground/json.ts'
import { fieldsOf } from '../state/custom-fields.ts'
import { byId } from '../state/lookup.ts'
import type { Issue, JiraState } from '../state/model.ts'
import { personById } from './comment.ts'
import { personBean } from './person.ts'

/** What an issue keeps, with the links and the person that answers show. */
function shown(base: string, state: JiraState, value: unknown): unknown {
  const list = asList(value)
  if (list) return list.map((entry) => shown(base, state, entry))
  const record = asRecord(value)
  if (!record || record['type'] === 'doc') return value
  const accountId = asText(record['accountId'])
  if (accountId !== undefined) return personBean(base, personById(state, accountId))
  const { child } = record
  return {
    self: `${base}/customFieldOption/${asText(record['id'])}`,
    ...record,
    ...(child !== undefined && { child: shown(base, state, child) }),
  }
}

/** The fields that people made on the screens of the issue's project; null where nothing was filled in. */
export function customFieldsOf(base: string, state: JiraState, issue: Issue): Record<string, unknown> {
  const here = fieldsOf(state, byId(state.projects, issue.projectId))
  return Object.fromEntries(here.map(({ id }) => [id, shown(base, state, issue.extra[id] ?? null)]))
}
