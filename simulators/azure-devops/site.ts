import type * as ground from '../ground/site.ts'
import type { AzureDevOpsState, Project } from './state/model.ts'

export type Site = ground.Site<AzureDevOpsState>

/** The root of everything; on-premises a collection takes the organization's place. */
export function organizationUrl({ url, state }: { url: string; state: { organization: string } }): string {
  return `${url}/${encodeURIComponent(state.organization)}`
}

/** Links in answers name projects by their id. */
export function projectApi(site: Site, project: Project): string {
  return `${organizationUrl(site)}/${project.id}/_apis`
}
