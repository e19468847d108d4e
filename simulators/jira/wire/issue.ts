import { renderAdf } from '../adf/html.ts'
import { availableTransitions } from '../issues/transition.ts'
import { apiBase, type Site } from '../site.ts'
import type { Issue } from '../state/model.ts'
import { transitionBean } from './transition.ts'
import { issueFields } from './fields.ts'
import { select } from './selection.ts'

export interface Selection {
  fields?: string[] | undefined
  properties?: string[] | undefined
  expand?: string[]
  /** What is shown when `fields` says nothing. */
  fallback: string
  /** How many comments come with it; all when absent. */
  mostComments?: number
}

export function issueBean(site: Site, issue: Issue, selection: Selection): Record<string, unknown> {
  const base = apiBase(site)
  const { fields, properties, expand = [], fallback, mostComments = Infinity } = selection
  return {
    expand: 'renderedFields,transitions',
    id: issue.id,
    self: `${base}/issue/${issue.id}`,
    key: issue.key,
    fields: select(issueFields(base, site.state, { issue, mostComments }), fields, fallback),
    ...(properties?.length && { properties: select(issue.properties, properties, '*all') }),
    ...(expand.includes('transitions') && {
      transitions: availableTransitions(site.state, issue).map((entry) =>
        transitionBean(site, entry, expand),
      ),
    }),
    ...(expand.includes('renderedFields') && {
      renderedFields: { description: issue.description && renderAdf(issue.description) },
    }),
  }
}
