import type * as ground from '../ground/site.ts'
import type { JiraState } from './state/model.ts'

export type Site = ground.Site<JiraState>

/** The root that links in answers point to. */
export function apiBase(site: Site): string {
  return `${site.url}/rest/api/${site.state.edition === 'cloud' ? 3 : 2}`
}
