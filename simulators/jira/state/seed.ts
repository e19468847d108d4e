import type { CustomField, Permissions, RequiredField } from './model.ts'

export interface ProjectSeed {
  key: string
  name: string
  components?: string[]
  permissions?: Partial<Permissions>
  requiredFields?: RequiredField[]
}

/** What a simulated site starts with. */
export interface JiraSeed {
  projects: ProjectSeed[]
  people: { name: string; email: string }[]
  /** {@link defaultFields} when absent. */
  customFields?: CustomField[]
  /** The account's own time zone, in which quoted JQL dates are understood. Not UTC, to catch clients that assume it. */
  timeZone: string
}

/** One of each kind, and two of the same name. */
export const defaultFields: CustomField[] = [
  { id: 'customfield_10101', name: 'Customer', kind: 'text' },
  { id: 'customfield_10102', name: 'Impact', kind: 'select', options: ['Low', 'Medium', 'High'] },
  {
    id: 'customfield_10103',
    name: 'Affected areas',
    kind: 'multiselect',
    options: ['Billing', 'Login', 'Reports'],
  },
  {
    id: 'customfield_10104',
    name: 'Region',
    kind: 'cascading',
    options: ['Europe > France', 'Europe > Spain', 'Americas > Brazil', 'Antarctica'],
  },
  { id: 'customfield_10105', name: 'Technical owner', kind: 'user' },
  { id: 'customfield_10106', name: 'Promised on', kind: 'date' },
  { id: 'customfield_10107', name: 'Seats', kind: 'number' },
  { id: 'customfield_10108', name: 'Steps to reproduce', kind: 'paragraph' },
  { id: 'customfield_10109', name: 'Severity', kind: 'select', options: ['S1', 'S2', 'S3'] },
  { id: 'customfield_10110', name: 'Severity', kind: 'text' },
]

export const defaultSeed: JiraSeed = {
  timeZone: 'Europe/Paris',
  projects: [
    { key: 'INFRA', name: 'Infrastructure', components: ['Compute', 'Network', 'Storage', 'Monitoring'] },
    { key: 'CLOUD', name: 'Cloud platform', components: ['AWS', 'Azure', 'GCP', 'Kubernetes', 'Network'] },
    { key: 'DATA', name: 'Data platform', components: ['Ingestion', 'Warehouse', 'Streaming'] },
  ],
  people: [
    { name: 'Mara Lindqvist', email: 'mara.lindqvist@example.com' },
    { name: 'Tomas Okafor', email: 'tomas.okafor@example.com' },
    { name: 'Ines Vauclair', email: 'ines.vauclair@example.com' },
    { name: 'Ravi Bhandari', email: 'ravi.bhandari@example.com' },
  ],
}
