import type { NeededField } from '../../../api/explanations.ts'
import type { Route, RouteTable } from '../../../api/routes.ts'

/** A line of the Project Routing table. */
export interface RoutingRow {
  /** The project's id, or `default`. */
  key: string
  name: string
  /** What people call the project elsewhere; absent for the default route. */
  projectKey?: string
  /** Null while the project uses the default route. */
  route: Route | null
}

/** The default route first, then every project. */
export function rowsOf({ default: standard, items }: RouteTable): RoutingRow[] {
  return [
    { key: 'default', name: 'Default route', route: standard },
    ...items.map(({ project: { id, key, name }, route }) => ({ key: id, name, projectKey: key, route })),
  ]
}

/** The row of a project, of the default route, or of a route by its id. */
export function findRow(rows: RoutingRow[], wanted: string | null): RoutingRow | undefined {
  return wanted === null ? undefined : rows.find(({ key, route }) => key === wanted || route?.id === wanted)
}

/** Rows whose project or destination holds the words; the default route always stays. */
export function searched(rows: RoutingRow[], words: string): RoutingRow[] {
  const wanted = words.trim().toLowerCase()
  return rows.filter(({ key, name, projectKey = '', route }) =>
    key === 'default'
      ? true
      : [name, projectKey, route?.label ?? ''].some((text) => text.toLowerCase().includes(wanted)),
  )
}

/** What the tracker requires on a route and nobody has given yet. */
export function lacking({ needs, values }: Pick<Route, 'needs' | 'values'>): NeededField[] {
  return needs.filter(({ id }) => !values[id]?.trim())
}
