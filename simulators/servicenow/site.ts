import type * as ground from '../ground/site.ts'
import type { ServiceNowState } from './state/model.ts'

export type Site = ground.Site<ServiceNowState>

/** Times are stored as ServiceNow writes them: UTC, to the second. */
export function stamp(site: Site): string {
  return stampOf(site.now())
}

export function stampOf(moment: Date): string {
  return moment.toISOString().slice(0, 19).replace('T', ' ')
}
