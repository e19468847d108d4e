import { useEffect } from 'react'

let covers = 0

/** As long as it is drawn, the component lies over any other dialog: keys like Escape are meant for it alone. */
export function useCover(): void {
  useEffect(() => {
    covers += 1
    return () => {
      covers -= 1
    }
  }, [])
}

/** Whether something lies over the dialogs that can lose what was typed. */
export function isCovered(): boolean {
  return covers > 0
}
