import { useMutation, useQueryClient, type Query } from '@tanstack/react-query'
import { useState } from 'react'
import { newKey } from '../../create-ticket/new-key.ts'
import { hasStatus } from '../../../api/problem.ts'
import {
  addServiceEvent,
  serviceTicketQuery,
  type NewServiceEvent,
  type ServiceTicket,
} from '../../../api/service-tickets.ts'

/** Puts an answered ticket where the page reads it, and has the rest read again. */
export function useTicketKnown() {
  const queries = useQueryClient()
  return (ticket: ServiceTicket) => {
    // The page may hold it under its alias or its id.
    const isIt = ({ state }: Query) => (state.data as ServiceTicket | undefined)?.id === ticket.id
    queries.setQueriesData({ queryKey: ['tickets', 'service'], predicate: isIt }, ticket)
    void queries.invalidateQueries({
      queryKey: ['tickets'],
      predicate: ({ queryKey }) => queryKey[1] !== 'service',
    })
  }
}

/** Adds an event, once. Should somebody have been quicker, the page shows what the ticket is now. */
export function useEvent({ id }: Pick<ServiceTicket, 'id'>, onDone: () => void) {
  const queries = useQueryClient()
  const onKnown = useTicketKnown()
  // The same key until it is stored: a double click or a resend adds one event.
  const [key, setKey] = useState(newKey)
  return useMutation({
    mutationFn: (event: NewServiceEvent) => addServiceEvent(id, event, key),
    onSuccess: ({ ticket }) => {
      setKey(newKey())
      onKnown(ticket)
      onDone()
    },
    onError: async (error) => {
      // Nothing was stored, and what is sent next may be something else.
      if (error && !hasStatus(error, 0)) setKey(newKey())
      if (hasStatus(error, 409))
        onKnown(await queries.fetchQuery({ ...serviceTicketQuery(id), staleTime: 0 }))
    },
  })
}
