import { Button, Text, UnstyledButton } from '@mantine/core'
import { useId } from 'react'
import { useMe } from '../api/session.ts'
import { Icon } from '../ui/icon.tsx'
import classes from './person-menu.module.css'
import { useSwitchWorkspace } from './use-switch-workspace.ts'

/** Where one is; with the way elsewhere for those who have several workspaces. */
export function WorkspaceSwitch() {
  const { workspace, workspaces } = useMe()
  const menu = useId()
  const go = useSwitchWorkspace()
  if (workspaces.length < 2) {
    return (
      <Text c="dimmed" size="sm" truncate>
        {workspace.name}
      </Text>
    )
  }
  return (
    <>
      <Button
        variant="subtle"
        color="gray"
        size="compact-sm"
        maw={240}
        rightSection={<Icon name="down" size={14} />}
        aria-label={`Workspace: ${workspace.name}. Switch`}
        popoverTarget={menu}
      >
        {workspace.name}
      </Button>
      <div id={menu} popover="auto" className={`${classes['menu']} ${classes['workspaces']}`}>
        {workspaces.map(({ id, name }) => (
          <UnstyledButton
            key={id}
            className={classes['item']}
            aria-current={id === workspace.id}
            popoverTarget={menu}
            popoverTargetAction="hide"
            onClick={() => id !== workspace.id && go(id)}
          >
            {name}
          </UnstyledButton>
        ))}
      </div>
    </>
  )
}
