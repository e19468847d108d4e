import { Stack, Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useMe } from '../api/session.ts'
import { Icon } from '../ui/icon.tsx'
import { entriesFor } from './entries.ts'
import { FailedCount } from './failed-count.tsx'
import classes from './navigation.module.css'

export function Navigation({ onGo }: { onGo?: () => void }) {
  const me = useMe()
  return (
    <Stack component="nav" aria-label="Main" gap="lg" p="sm">
      {entriesFor(me).map(({ title, entries }) => (
        <div key={title}>
          <Text size="xs" fw={600} c="dimmed" px="sm" pb={4}>
            {title}
          </Text>
          {entries.map(({ to, label, icon }) => (
            <Link key={to} to={to} className={classes['entry']} onClick={() => onGo?.()}>
              <Icon name={icon} />
              {label}
              {to === '/failed-requests' && <FailedCount />}
            </Link>
          ))}
        </div>
      ))}
    </Stack>
  )
}
