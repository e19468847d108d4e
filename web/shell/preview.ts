import { createContext, useContext } from 'react'
import type { PreviewTicket } from '../api/explanations.ts'

/** Opens “What would be sent”, from anywhere below the shell. */
export const PreviewContext = createContext<(wanted: PreviewTicket) => void>(() => {})

export function useShowPreview() {
  return useContext(PreviewContext)
}
