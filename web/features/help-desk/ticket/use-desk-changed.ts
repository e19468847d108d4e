import { useMutation, useQueryClient, type Query } from '@tanstack/react-query'
import { useState } from 'react'
import {
  changeDeskTicket,
  deskTicketQuery,
  type ChangeSupportTicket,
  type SupportTicket,
} from '../../../api/help-desk.ts'
import { hasStatus } from '../../../api/problem.ts'

/** Puts an answered ticket where the page reads it, and has the rest read again. */
export function useDeskChanged() {
  const queries = useQueryClient()
  return (ticket: SupportTicket) => {
    // The page may hold it under its alias or its id.
    const isIt = ({ state }: Query) => (state.data as SupportTicket | undefined)?.id === ticket.id
    queries.setQueriesData({ queryKey: ['tickets', 'desk'], predicate: isIt }, ticket)
    void queries.invalidateQueries({
      queryKey: ['tickets'],
      predicate: ({ queryKey }) => queryKey[1] !== 'desk',
    })
  }
}

/**
 * Changes a ticket as it was when the form was opened. Should somebody have been quicker, they are named, the page shows their
 * change, and saving again puts this one in its place.
 */
export function useTicketChange({ id, updatedAt }: SupportTicket, onDone: () => void) {
  const queries = useQueryClient()
  const onChanged = useDeskChanged()
  const [basedOn, setBasedOn] = useState(updatedAt)
  return useMutation({
    mutationFn: (change: ChangeSupportTicket) => changeDeskTicket(id, { ...change, updatedAt: basedOn }),
    onSuccess: (ticket) => {
      onChanged(ticket)
      onDone()
    },
    onError: async (error) => {
      if (!hasStatus(error, 409)) return
      const ticket = await queries.fetchQuery({ ...deskTicketQuery(id), staleTime: 0 })
      onChanged(ticket)
      setBasedOn(ticket.updatedAt)
    },
  })
}
