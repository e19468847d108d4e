import { useNotifications } from '@mantine/notifications'
import { lazy, Suspense, useState } from 'react'

const ToastPlace = lazy(() => import('./toast-place.tsx'))

/** The place of the toasts; its code comes with the first of them. */
export function Toasts() {
  const { notifications } = useNotifications()
  const [needed, setNeeded] = useState(false)
  if (notifications.length > 0 && !needed) setNeeded(true)
  return (
    needed && (
      <Suspense>
        <ToastPlace />
      </Suspense>
    )
  )
}
