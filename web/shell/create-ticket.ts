import { createContext, useContext } from 'react'

export interface TicketStart {
  /** The form is filled from this recommendation. */
  recommendationId?: string
}

/** Opens the Create Ticket form, from anywhere below the shell. */
export const CreateTicketContext = createContext<(start?: TicketStart) => void>(() => {})

export function useCreateTicket() {
  return useContext(CreateTicketContext)
}
