import { ActionIcon, Avatar, Text, UnstyledButton, VisuallyHidden } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { useId } from 'react'
import { signOut, useMe } from '../api/session.ts'
import classes from './person-menu.module.css'

/** The browser's own popover: it closes by Escape and by a click beside it, and gives the focus back. */
export function PersonMenu({ onShortcuts }: { onShortcuts: () => void }) {
  const { user, role } = useMe()
  const menu = useId()
  const leave = useLeave()
  return (
    <>
      <ActionIcon variant="subtle" color="gray" size="lg" radius="xl" popoverTarget={menu}>
        <Avatar size={30} name={user.name} color="indigo" variant="filled" aria-hidden />
        <VisuallyHidden>Account of {user.name}</VisuallyHidden>
      </ActionIcon>
      <div id={menu} popover="auto" className={classes['menu']}>
        <div className={classes['person']}>
          <Text size="sm" fw={600} truncate>
            {user.name}
          </Text>
          <Text size="xs" c="dimmed" truncate>
            {[user.email, role].filter(Boolean).join(' · ')}
          </Text>
        </div>
        <Link
          to="/account"
          className={classes['item']}
          onClick={() => document.getElementById(menu)?.hidePopover()}
        >
          Your account
        </Link>
        <UnstyledButton
          className={classes['item']}
          popoverTarget={menu}
          popoverTargetAction="hide"
          onClick={onShortcuts}
        >
          Keyboard shortcuts
        </UnstyledButton>
        <UnstyledButton className={classes['item']} disabled={leave.isPending} onClick={() => leave.mutate()}>
          Sign out
        </UnstyledButton>
        {leave.error && (
          <Text size="sm" c="var(--mantine-color-error)" role="alert" className={classes['person']}>
            {leave.error.message}
          </Text>
        )}
      </div>
    </>
  )
}

function useLeave() {
  const queries = useQueryClient()
  const navigate = useNavigate()
  return useMutation({
    mutationFn: signOut,
    onSuccess: async () => {
      await navigate({ to: '/sign-in' })
      queries.clear()
    },
  })
}
