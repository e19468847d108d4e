/** What a simulated instance starts with. The same seed always gives the same sys_ids. */
export interface ServiceNowSeed {
  groups: { name: string; active?: boolean }[]
  people: { userName: string; name: string }[]
  /** Roles of the integration user. */
  roles: string[]
  timeZone: string
}

export const defaultSeed: ServiceNowSeed = {
  timeZone: 'America/Los_Angeles',
  groups: [
    { name: 'Cloud Infrastructure' },
    { name: 'Network' },
    { name: 'Service Desk' },
    { name: 'Database Administration' },
    { name: 'Mainframe', active: false },
  ],
  people: [
    { userName: 'mara.lindqvist', name: 'Mara Lindqvist' },
    { userName: 'tomas.okafor', name: 'Tomas Okafor' },
    { userName: 'ines.vauclair', name: 'Ines Vauclair' },
  ],
  roles: ['itil', 'rest_api_explorer'],
}

/** Every role that can be given. */
export const roleNames = ['itil', 'rest_api_explorer', 'sn_incident_write', 'admin']

interface ChoiceSeed {
  table: 'incident' | 'task'
  element: string
  value: string
  en: string
  de: string
}

type Texts = [value: string, en: string, de: string]

const listed = (table: ChoiceSeed['table'], element: string, texts: Texts[]): ChoiceSeed[] =>
  texts.map(([value, en, de]) => ({ table, element, value, en, de }))

const states: Texts[] = [
  ['1', 'New', 'Neu'],
  ['2', 'In Progress', 'In Bearbeitung'],
  ['3', 'On Hold', 'Zurückgestellt'],
  ['6', 'Resolved', 'Gelöst'],
  ['7', 'Closed', 'Geschlossen'],
  ['8', 'Canceled', 'Abgebrochen'],
]
const levels: Texts[] = [
  ['1', '1 - High', '1 - Hoch'],
  ['2', '2 - Medium', '2 - Mittel'],
  ['3', '3 - Low', '3 - Niedrig'],
]

export const choices: ChoiceSeed[] = [
  ...listed('incident', 'state', states),
  ...listed('incident', 'incident_state', states),
  ...listed('task', 'impact', levels),
  ...listed('task', 'urgency', levels),
  ...listed('task', 'priority', [
    ['1', '1 - Critical', '1 - Kritisch'],
    ['2', '2 - High', '2 - Hoch'],
    ['3', '3 - Moderate', '3 - Mittel'],
    ['4', '4 - Low', '4 - Niedrig'],
    ['5', '5 - Planning', '5 - Planung'],
  ]),
  ...listed('incident', 'category', [
    ['inquiry', 'Inquiry / Help', 'Anfrage / Hilfe'],
    ['software', 'Software', 'Software'],
    ['hardware', 'Hardware', 'Hardware'],
    ['network', 'Network', 'Netzwerk'],
    ['database', 'Database', 'Datenbank'],
  ]),
  ...listed('incident', 'close_code', [
    ['Solution provided', 'Solution provided', 'Lösung bereitgestellt'],
    ['Workaround provided', 'Workaround provided', 'Behelfslösung bereitgestellt'],
    ['Duplicate', 'Duplicate', 'Duplikat'],
  ]),
  ...listed('incident', 'hold_reason', [
    ['1', 'Awaiting Caller', 'Warten auf Anrufer'],
    ['5', 'Awaiting Change', 'Warten auf Change'],
    ['3', 'Awaiting Problem', 'Warten auf Problem'],
    ['4', 'Awaiting Vendor', 'Warten auf Lieferant'],
  ]),
]

/** Label and type of the columns that the form shows. Caller is mandatory for the form only, as in a real instance. */
export const dictionary: [table: string, element: string, label: string, type: string][] = [
  ['task', 'short_description', 'Short description', 'string'],
  ['task', 'description', 'Description', 'string'],
  ['incident', 'caller_id', 'Caller', 'reference'],
  ['incident', 'category', 'Category', 'string'],
  ['task', 'assignment_group', 'Assignment group', 'reference'],
  ['task', 'due_date', 'Due date', 'glide_date_time'],
  ['incident', 'u_cost_centre', 'Cost centre', 'string'],
  ['incident', 'close_code', 'Resolution code', 'string'],
  ['task', 'close_notes', 'Resolution notes', 'string'],
  ['incident', 'hold_reason', 'On hold reason', 'string'],
]
