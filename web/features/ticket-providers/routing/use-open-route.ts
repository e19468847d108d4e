import { useQueryClient } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { routesQuery } from '../../../api/routes.ts'
import { lacking, rowsOf } from './rows.ts'

/** Which route is open for editing; a link can open one by its `route` (`default`, or the id of a route or project). */
export function useOpenRoute() {
  const { route: linked } = useSearch({ from: '/shell/workspace/adminsettings/ticket-providers' })
  const [opened, setOpened] = useState<string | null>(linked ?? null)
  const navigate = useNavigate()
  const queries = useQueryClient()
  useEffect(() => {
    // What a link opened stays closed after closing it, also when the page is loaded anew.
    if (linked) void navigate({ to: '.', search: {}, replace: true })
  }, [linked, navigate])
  return {
    opened,
    open: setOpened,
    close: () => setOpened(null),
    /** Opens the first route that lacks a value, if one does: it holds its tickets until it has one. */
    openWhereNeeded: async (connectionId: string) => {
      const rows = rowsOf(await queries.fetchQuery({ ...routesQuery(connectionId), staleTime: 0 }))
      const needy = rows.find(({ route }) => route && lacking(route).length > 0)
      if (needy) setOpened(needy.key)
    },
  }
}

export type OpenRoute = ReturnType<typeof useOpenRoute>
