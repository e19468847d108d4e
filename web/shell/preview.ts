import { createContext, useContext } from 'react'
import type { PreviewTicket } from '../api/explanations.ts'

interface PreviewPlace {
  /** What is being shown, while it is. */
  shown: PreviewTicket | null
  show: (wanted: PreviewTicket) => void
}

export const PreviewContext = createContext<PreviewPlace>({ shown: null, show: () => {} })

/** Opens “What would be sent”, from anywhere below the shell. */
export function useShowPreview() {
  return useContext(PreviewContext).show
}

/** Whether it lies over the page: a form below then leaves the keys to it. */
export function useIsPreviewing(): boolean {
  return useContext(PreviewContext).shown !== null
}
