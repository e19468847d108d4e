import { callerOf, type Caller } from '../api/access.ts'
import { copyIncident } from '../incidents/copy.ts'
import { removeIncident } from '../incidents/remove.ts'
import { updateIncident } from '../incidents/update.ts'
import type { Site } from '../site.ts'
import type { Row } from '../state/model.ts'
import { rowsOf } from '../state/records.ts'

type Action = (site: Site, row: Row, form: URLSearchParams) => Row | undefined

/** The first person of the team. */
export function teamMember({ state }: Site): Caller {
  const person = rowsOf(state, 'sys_user').find((user) => user['user_name'] !== state.integrationUser)
  return callerOf(state, person?.['user_name'] ?? state.integrationUser)
}

const setting =
  (values: (form: URLSearchParams, actor: Caller) => Row): Action =>
  (site, row, form) => {
    const actor = teamMember(site)
    return updateIncident(site, row, { values: values(form, actor), actor })
  }

const text = (form: URLSearchParams, name: string) => (form.get(name) ?? '').trim()

/** Who closes without having resolved says so in these words. */
const closing = { close_code: 'Solution provided', close_notes: 'Closed on the page.' }

/** What the forms of an incident's page do. The result is the incident to show, nothing when it is gone. */
export const actions: Record<string, Action> = {
  take: setting((_form, actor) => ({ state: '2', assigned_to: actor.sysId })),
  hold: setting(() => ({ state: '3', hold_reason: '4' })),
  resolve: setting((form) => ({
    state: '6',
    close_code: text(form, 'close_code'),
    close_notes: text(form, 'close_notes'),
  })),
  close: (site, row) => {
    const actor = teamMember(site)
    const values = row['close_code'] ? { state: '7' } : { state: '7', ...closing }
    return updateIncident(site, row, { values, actor })
  },
  cancel: setting(() => ({ state: '8' })),
  reopen: setting(() => ({ state: '2' })),
  group: setting((form) => ({ assignment_group: text(form, 'assignment_group'), assigned_to: '' })),
  assign: setting((form) => ({ assigned_to: text(form, 'assigned_to') })),
  work_notes: setting((form) => ({ work_notes: text(form, 'text') })),
  comments: setting((form) => ({ comments: text(form, 'text') })),
  copy: (site, row) => copyIncident(site, row, teamMember(site)),
  delete: (site, row) => {
    removeIncident(site, row)
    return undefined
  },
}
