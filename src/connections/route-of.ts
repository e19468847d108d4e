import type { Route } from '../domain/route.ts'
import type { Provider } from '../providers/provider.ts'
import type { RouteRow } from '../store/routes.ts'

/** A stored route in the words of the rules. A destination that does not fit the provider any more is a problem. */
export function routeOf(provider: Provider, row: RouteRow): Route {
  const parsed = provider.destination.schema.safeParse(row.destination)
  const unfit = parsed.error?.issues.map(({ path, message }) => ({ field: path.join('.'), message })) ?? []
  const label = parsed.success ? provider.destination.label(parsed.data, row.names) : 'not complete'
  const { id, destination, names, needs, fields, fallsBack } = row
  return { id, destination, names, label, problems: [...unfit, ...row.problems], needs, fields, fallsBack }
}
