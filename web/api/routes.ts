import { queryOptions } from '@tanstack/react-query'
import type { Route, RouteTable, SaveRoute } from '../../src/http/contract/route.ts'
import { request } from './request.ts'

export type { Route, RouteTable } from '../../src/http/contract/route.ts'

/** `project` is its id, or `default`. */
export interface RoutePlace {
  connectionId: string
  project: string
}

const pathOf = (connectionId: string) => `/v1/connections/${connectionId}`

export const routesQuery = (connectionId: string) =>
  queryOptions({
    queryKey: ['connections', 'routes', connectionId],
    queryFn: ({ signal }) => request<RouteTable>(`${pathOf(connectionId)}/routes`, { signal }),
  })

export function saveRoute({ connectionId, project }: RoutePlace, route: SaveRoute) {
  return request<Route>(`${pathOf(connectionId)}/routes/${project}`, { method: 'PUT', body: route })
}

export function removeRoute({ connectionId, project }: RoutePlace) {
  return request<RouteTable>(`${pathOf(connectionId)}/routes/${project}`, { method: 'DELETE' })
}

/** Has the hub look at every route; what it finds arrives with live messages. */
export function checkRoutes(connectionId: string) {
  return request<RouteTable>(`${pathOf(connectionId)}/preflight`, { method: 'POST', body: {} })
}
