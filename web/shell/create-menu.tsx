import { ActionIcon, Button, UnstyledButton } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useId } from 'react'
import { useAllowed } from '../api/session.ts'
import { Icon } from '../ui/icon.tsx'
import { useNarrow } from '../ui/use-narrow.ts'
import { useCreateTicket } from './create-ticket.ts'
import classes from './person-menu.module.css'

/** Creates a ticket at once; for those of the help desk, where there is room, with the choice of the other kind beside it. */
export function CreateMenu() {
  const mayCreate = useAllowed('tickets:create')
  const mayHelp = useAllowed('help-desk:write')
  const narrow = useNarrow()
  const createTicket = useCreateTicket()
  if (!mayCreate) return null
  const create = (
    <Button size="sm" px="sm" leftSection={<Icon name="plus" size={16} />} onClick={() => createTicket()}>
      Create Ticket
    </Button>
  )
  if (!mayHelp || narrow) return create
  return (
    <Button.Group>
      {create}
      <Kinds onTicket={() => createTicket()} />
    </Button.Group>
  )
}

function Kinds({ onTicket }: { onTicket: () => void }) {
  const menu = useId()
  return (
    <>
      <ActionIcon
        size={36}
        w={28}
        variant="filled"
        aria-label="Which kind of ticket"
        popoverTarget={menu}
        className={classes['beside'] ?? ''}
      >
        <Icon name="down" size={16} />
      </ActionIcon>
      <div id={menu} popover="auto" className={classes['menu']}>
        <UnstyledButton
          className={classes['item']}
          popoverTarget={menu}
          popoverTargetAction="hide"
          onClick={onTicket}
        >
          Ticket for the team’s tracker
        </UnstyledButton>
        <Link
          to="/help-desk/new"
          className={classes['item']}
          onClick={() => document.getElementById(menu)?.hidePopover()}
        >
          Help-desk ticket
        </Link>
      </div>
    </>
  )
}
