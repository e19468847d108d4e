import type { ReactNode } from 'react'
import { useAllowed, type Right } from '../api/session.ts'
import { Page } from '../ui/page.tsx'
import { Forbidden } from '../ui/states.tsx'

/** A page for those who have the right; the others are told so. */
export function Gate({ right, children }: { right: Right; children: ReactNode }) {
  return useAllowed(right) ? (
    children
  ) : (
    <Page title="Not allowed">
      <Forbidden />
    </Page>
  )
}
