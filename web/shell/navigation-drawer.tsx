import { Drawer, Text } from '@mantine/core'
import { useMe } from '../api/session.ts'
import { Navigation } from './navigation.tsx'

/** The side bar where there is no room for one. */
export default function NavigationDrawer({ onClose }: { onClose: () => void }) {
  const { workspace } = useMe()
  return (
    <Drawer opened onClose={onClose} size={280} title={<Text fw={600}>{workspace.name}</Text>}>
      <Navigation onGo={onClose} />
    </Drawer>
  )
}
