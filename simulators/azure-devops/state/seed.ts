import type { Process } from './processes.ts'

/** An area path's names below the project; every part on the way is a node too. */
export type AreaSeed = string

export interface ProjectSeed {
  name: string
  process: Process
  areas: AreaSeed[]
}

/** What a simulated organization starts with. */
export interface AzureDevOpsSeed {
  organization: string
  projects: ProjectSeed[]
  people: { name: string; email: string }[]
}

export const defaultSeed: AzureDevOpsSeed = {
  organization: 'northwind-cloud',
  projects: [
    {
      name: 'Cloud Operations',
      process: 'Agile',
      areas: ['Compute\\Kubernetes\\Node pools', 'Compute\\Virtual machines', 'Network\\Edge', 'Storage'],
    },
    {
      name: 'Data Platform',
      process: 'Basic',
      areas: ['Ingestion', 'Warehouse\\Batch', 'Warehouse\\Streaming'],
    },
  ],
  people: [
    { name: 'Mara Lindqvist', email: 'mara.lindqvist@example.com' },
    { name: 'Tomas Okafor', email: 'tomas.okafor@example.com' },
    { name: 'Ines Vauclair', email: 'ines.vauclair@example.com' },
    { name: 'Ravi Bhandari', email: 'ravi.bhandari@example.com' },
  ],
}
