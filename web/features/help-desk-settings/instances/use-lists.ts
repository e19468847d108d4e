import { queryOptions, useQueries, type UseQueryResult } from '@tanstack/react-query'
import { orderedListQuery, type OrderedLists } from '../../../api/help-desk-lists.ts'

export interface Lists {
  types: OrderedLists['types'][]
  statuses: OrderedLists['statuses'][]
  actionTypes: OrderedLists['action-types'][]
}

/** The lists that an instance’s settings choose from, or what came between. */
export function useLists(): { lists: Lists | undefined; failed: UseQueryResult | undefined } {
  const [types, statuses, actionTypes] = useQueries({
    queries: [
      queryOptions(orderedListQuery('types')),
      queryOptions(orderedListQuery('statuses')),
      queryOptions(orderedListQuery('action-types')),
    ],
  })
  const failed = [types, statuses, actionTypes].find((query) => query.error && query.data === undefined)
  const isRead = types.data && statuses.data && actionTypes.data
  return {
    lists: isRead ? { types: types.data, statuses: statuses.data, actionTypes: actionTypes.data } : undefined,
    failed,
  }
}
