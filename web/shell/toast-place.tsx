import { Notifications } from '@mantine/notifications'

/** A file of its own, so that the start page does not wait for it. */
export default function ToastPlace() {
  return <Notifications position="bottom-right" />
}
