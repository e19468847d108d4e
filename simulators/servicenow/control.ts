import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import type { Site } from './site.ts'
import { tableNames } from './state/columns.ts'
import type { ServiceNowState, Webhook } from './state/model.ts'
import { roleNames as rolesHeld, rowsOf } from './state/records.ts'
import { roleNames } from './state/seed.ts'
import { setMandatory, setRoles } from './state/start.ts'

const webhook = z.strictObject({ url: z.url(), secret: z.string() })
const settings = z.strictObject({
  language: z.enum(['en', 'de']).optional(),
  timeZone: z.string().optional(),
  password: z.string().optional(),
  hibernating: z.boolean().optional(),
  invalidQueryReturnsNoRows: z.boolean().optional(),
  roles: z.array(z.enum(roleNames)).optional(),
  /** Columns of incidents that a data policy demands. */
  mandatory: z.array(z.string()).optional(),
  hiddenTables: z.array(z.enum(tableNames)).optional(),
  hiddenRecords: z.array(z.string()).optional(),
  hiddenFields: z.array(z.string()).optional(),
  readOnlyFields: z.array(z.string()).optional(),
})
export type Settings = z.infer<typeof settings>

/** ServiceNow's own switches over HTTP. */
export function addSettings(app: FastifyInstance, site: Site): void {
  app.patch('/_simulator/settings', (request) => changeSettings(site.state, settings.parse(request.body)))
}

export function readWebhook(_state: ServiceNowState, body: unknown): Webhook {
  return webhook.parse(body)
}

/** Every incident with what tells it apart, and its journal. */
export function countable(state: ServiceNowState) {
  const entries = rowsOf(state, 'sys_journal_field')
  return rowsOf(state, 'incident').map((row) => ({
    id: row['sys_id'],
    key: row['number'],
    summary: row['short_description'],
    state: row['state'],
    correlationId: row['correlation_id'],
    createdBy: row['sys_created_by'],
    comments: entries
      .filter((entry) => entry['element_id'] === row['sys_id'])
      .map(({ sys_id: id, element, value }) => ({ id, element, value })),
    created: row['sys_created_on'],
    updated: row['sys_updated_on'],
  }))
}

export function changeSettings(state: ServiceNowState, change: Settings) {
  const {
    roles,
    mandatory,
    password,
    language,
    timeZone,
    hibernating,
    invalidQueryReturnsNoRows,
    ...access
  } = change
  Object.assign(state.access, access)
  state.language = language ?? state.language
  state.timeZone = timeZone ?? state.timeZone
  state.hibernating = hibernating ?? state.hibernating
  state.invalidQueryReturnsNoRows = invalidQueryReturnsNoRows ?? state.invalidQueryReturnsNoRows
  if (password !== undefined) state.passwords.set(state.integrationUser, password)
  if (roles) setRoles(state, state.integrationUser, roles)
  if (mandatory) setMandatory(state, mandatory)
  return {
    language: state.language,
    timeZone: state.timeZone,
    hibernating: state.hibernating,
    invalidQueryReturnsNoRows: state.invalidQueryReturnsNoRows,
    roles: [...rolesHeld(state, state.integrationUser)],
    mandatory: rowsOf(state, 'sys_data_policy_rule').map((rule) => rule['field']),
    ...state.access,
  }
}
