import { useMutation, useQueryClient, type Query, type QueryClient } from '@tanstack/react-query'
import { useEffect, useEffectEvent, useRef } from 'react'
import { actOnTicket, ticketQuery, type Ticket } from '../../api/tickets.ts'

const fresh = 60_000
const looks = 5
const lookPause = 1_000

/** Puts an answered ticket where the page reads it, and has the rest read again. */
export function useTicketChanged() {
  const queries = useQueryClient()
  return (ticket: Ticket) => {
    // The page may hold it under its alias or its id.
    const isIt = ({ state }: Query) => (state.data as Ticket | undefined)?.id === ticket.id
    queries.setQueriesData({ queryKey: ['tickets', 'one'], predicate: isIt }, ticket)
    void queries.invalidateQueries({ queryKey: ['tickets', 'events', ticket.id] })
    for (const part of ['list', 'failed', 'failed-count', 'failure-causes', 'replays', 'desk', 'desk-list']) {
      void queries.invalidateQueries({ queryKey: ['tickets', part] })
    }
    void queries.invalidateQueries({ queryKey: ['recommendations'] })
  }
}

/** Has the hub read the issue again, and waits a little for what it finds. */
export function useSync({ id }: Pick<Ticket, 'id'>) {
  const queries = useQueryClient()
  const onChanged = useTicketChanged()
  return useMutation({
    mutationFn: async () => newest(queries, await actOnTicket(id, 'sync')),
    onSuccess: onChanged,
  })
}

async function newest(queries: QueryClient, asked: Ticket): Promise<Ticket> {
  let seen = asked
  for (let look = 0; look < looks && seen.link?.lastSyncedAt === asked.link?.lastSyncedAt; look += 1) {
    await new Promise((resolve) => setTimeout(resolve, lookPause))
    seen = await queries.fetchQuery({ ...ticketQuery(asked.id), staleTime: 0 })
  }
  return seen
}

/** A visit asks for a fresh reading, once, when the last one is older than a minute (AX15). */
export function useVisitSync({ link }: Pick<Ticket, 'link'>, sync: (() => void) | undefined) {
  const asked = useRef(false)
  const onVisit = useEffectEvent(() => {
    if (!sync || asked.current || link?.state !== 'linked' || !link.following) return
    asked.current = true
    const age = link.lastSyncedAt ? Date.now() - Date.parse(link.lastSyncedAt) : Infinity
    if (age > fresh) sync()
  })
  useEffect(() => onVisit(), [])
}
