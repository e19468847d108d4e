import { lazy, Suspense, useCallback, useState, type ReactNode } from 'react'
import { CreateTicketContext, type TicketStart } from './create-ticket.ts'

const CreateTicketDialog = lazy(() => import('../features/create-ticket/dialog.tsx'))

/** Holds the one Create Ticket form of the application; its code comes when it is first opened. */
export function CreateTicketHost({ children }: { children: ReactNode }) {
  const [start, setStart] = useState<TicketStart | null>(null)
  const open = useCallback((wanted: TicketStart = {}) => setStart((current) => current ?? wanted), [])
  return (
    <CreateTicketContext value={open}>
      {children}
      {start && (
        <Suspense>
          <CreateTicketDialog start={start} onClose={() => setStart(null)} />
        </Suspense>
      )}
    </CreateTicketContext>
  )
}
