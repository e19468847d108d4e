import { ActionIcon, Box, Group, Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { Icon } from '../ui/icon.tsx'
import { Logo } from '../ui/logo.tsx'
import { ConnectionDot } from './connection-dot.tsx'
import { CreateMenu } from './create-menu.tsx'
import classes from './header.module.css'
import { PersonMenu } from './person-menu.tsx'
import { SearchButton } from './search-button.tsx'
import { ThemeSwitch } from './theme-switch.tsx'
import { WorkspaceSwitch } from './workspace-switch.tsx'

interface HeaderProps {
  drawerOpened: boolean
  onDrawer: () => void
  onSearch: () => void
  onShortcuts: () => void
}

export function Header({ drawerOpened, onDrawer, onSearch, onShortcuts }: HeaderProps) {
  return (
    <Group h="100%" px="md" justify="space-between" wrap="nowrap" gap="xs">
      <Group gap="sm" wrap="nowrap" style={{ minWidth: 0 }}>
        <ActionIcon
          variant="subtle"
          color="gray"
          size="lg"
          hiddenFrom="sm"
          aria-label="Menu"
          aria-expanded={drawerOpened}
          onClick={onDrawer}
        >
          <Icon name="list" size={20} />
        </ActionIcon>
        <Link to="/" className={classes['product']} aria-label="Crosstie, start page">
          <Logo size={26} />
          <Text span fw={700} visibleFrom="xs">
            Crosstie
          </Text>
        </Link>
        <Box visibleFrom="sm" miw={0}>
          <WorkspaceSwitch />
        </Box>
      </Group>
      <Group gap={6} wrap="nowrap">
        <ConnectionDot />
        <SearchButton onSearch={onSearch} />
        <CreateMenu />
        <ThemeSwitch />
        <PersonMenu onShortcuts={onShortcuts} />
      </Group>
    </Group>
  )
}
