import { lazy, Suspense, useState, type ReactNode } from 'react'
import type { PreviewTicket } from '../api/explanations.ts'
import { PreviewContext } from './preview.ts'

const PreviewDrawer = lazy(() => import('../features/preview/drawer.tsx'))

/** Holds the one preview of the application; its code comes when it is first opened. */
export function PreviewHost({ children }: { children: ReactNode }) {
  const [shown, setShown] = useState<PreviewTicket | null>(null)
  return (
    <PreviewContext value={setShown}>
      {children}
      {shown && (
        <Suspense>
          <PreviewDrawer wanted={shown} onClose={() => setShown(null)} />
        </Suspense>
      )}
    </PreviewContext>
  )
}
