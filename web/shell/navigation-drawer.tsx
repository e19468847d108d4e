import { Drawer } from '@mantine/core'
import { Navigation } from './navigation.tsx'
import { WorkspaceSwitch } from './workspace-switch.tsx'

/** The side bar where there is no room for one. */
export default function NavigationDrawer({ onClose }: { onClose: () => void }) {
  return (
    <Drawer opened onClose={onClose} size={280} title={<WorkspaceSwitch />}>
      <Navigation onGo={onClose} />
    </Drawer>
  )
}
