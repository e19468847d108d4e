import { useState } from 'react'
import { settle, type Settled } from './settle.ts'

const nothing: ReadonlySet<string> = new Set()

/**
 * Keeps a live list from jumping.
 *
 * @param latest what the hub says now
 * @param view stands for the filters, sort and page of `latest`: another view starts afresh;
 *   null while `latest` still belongs to the previous view
 */
export function useSettled<T extends { id: string }>(
  latest: T[],
  view: string | null,
): Settled<T> & { show: () => void } {
  const [held, setHeld] = useState<{ view: string | null; rows: T[] }>({ view: null, rows: [] })
  const show = () => setHeld({ view, rows: latest })
  if (view === null) return { rows: latest, arrived: 0, left: nothing, show }

  const afresh = held.view !== view || (held.rows.length === 0 && latest.length > 0)
  // Setting state while rendering is React's way to follow a changed input without a second paint.
  if (afresh) show()
  return afresh ? { rows: latest, arrived: 0, left: nothing, show } : { ...settle(held.rows, latest), show }
}
