import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { ticketAlarm, type TicketAlarm } from '../../api/alarms.ts'
import { hasStatus } from '../../api/problem.ts'
import { useMe } from '../../api/session.ts'
import { announceCreation } from '../create-ticket/creation-toast.tsx'
import { newKey } from '../create-ticket/new-key.ts'

/** Creates the ticket about an alarm (B24), and tells the toast about it. */
export function useTicketing(alarmId: string, onCreated: () => void) {
  const queries = useQueryClient()
  const { activeConnection } = useMe()
  // One key for the life of the form: a double click or a resend makes one ticket.
  const [key] = useState(newKey)
  const readAgain = () => {
    void queries.invalidateQueries({ queryKey: ['alarms'] })
    void queries.invalidateQueries({ queryKey: ['tickets'] })
  }
  return useMutation({
    mutationFn: (body: TicketAlarm) => ticketAlarm(alarmId, { body, key }),
    onSuccess: (ticket) => {
      announceCreation(ticket, activeConnection?.name ?? 'the tracker')
      onCreated()
      readAgain()
    },
    onError: (error) => {
      if (hasStatus(error, 409)) readAgain()
    },
  })
}
