import type * as ground from '../ground/site.ts'
import type { JiraState } from './state/model.ts'

export type Site = ground.Site<JiraState>

/** Below which the API is. */
export const rootOf = ({ state }: Pick<Site, 'state'>) => `/rest/api/${state.edition === 'cloud' ? 3 : 2}`

/** The root that links in answers point to. */
export function apiBase(site: Site): string {
  return site.url + rootOf(site)
}
