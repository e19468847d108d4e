import type { Permissions, RequiredField } from './model.ts'

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
  /** The account's own time zone, in which quoted JQL dates are understood. Not UTC, to catch clients that assume it. */
  timeZone: string
}

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
