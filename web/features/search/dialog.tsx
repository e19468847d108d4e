import { Combobox, Loader, Modal, TextInput, useCombobox, VisuallyHidden } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useEffect, useId, useState } from 'react'
import { useAllowed, useMe } from '../../api/session.ts'
import { foundTicketsQuery, type Ticket } from '../../api/tickets.ts'
import { useCreateTicket } from '../../shell/create-ticket.ts'
import { Icon } from '../../ui/icon.tsx'
import { useFocusBack } from '../../ui/use-focus-back.ts'
import { useNarrow } from '../../ui/use-narrow.ts'
import { pageOf } from '../tickets/parts.tsx'
import { FoundPlaces, FoundTickets } from './found.tsx'
import { matching, placesFor, type Place } from './places.ts'
import classes from './search.module.css'

interface SearchDialogProps {
  onClose: () => void
  onShortcuts: () => void
}

/** Finds tickets by alias, issue key or words of their title, and pages and actions by their names. */
export default function SearchDialog(props: SearchDialogProps) {
  const narrow = useNarrow()
  useFocusBack()
  return (
    <Modal opened onClose={props.onClose} title="Search" size="lg" yOffset="10dvh" fullScreen={narrow}>
      <Search {...props} />
    </Modal>
  )
}

function Search(props: SearchDialogProps) {
  const [typed, setTyped] = useState('')
  const tickets = useTickets(typed.trim())
  const places = matching(placesFor(useMe()), typed)
  const go = useGoing(props)
  const combobox = useCombobox({ onDropdownClose: props.onClose })
  const { selectFirstOption } = combobox
  // Combobox’s own changes once, which the field is not told.
  const list = useId()
  const shown = [...tickets.items, ...places].map(({ id }) => id).join(' ')
  // Enter goes to the first that is found, also after others were found.
  useEffect(() => {
    if (shown !== '') selectFirstOption()
  }, [selectFirstOption, shown])
  const choose = (value: string) => {
    const ticket = tickets.items.find(({ id }) => id === value)
    if (ticket) return go.toTicket(ticket)
    const place = places.find(({ id }) => id === value)
    return place && go.toPlace(place)
  }
  const isEmpty = tickets.items.length === 0 && places.length === 0
  return (
    <Combobox store={combobox} onOptionSubmit={choose}>
      <Combobox.EventsTarget withExpandedAttribute>
        <TextInput
          type="search"
          aria-label="Tickets, pages and actions"
          placeholder="Alias, issue key, or words"
          data-autofocus
          leftSection={<Icon name="search" />}
          rightSection={tickets.isWaiting && <Loader size="xs" aria-label="Looking for tickets" />}
          onFocus={() => combobox.openDropdown()}
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
      </Combobox.EventsTarget>
      <Combobox.Options id={list} className={classes['found']} aria-label="What was found">
        <FoundTickets items={tickets.items} />
        <FoundPlaces places={places} />
        {isEmpty && !tickets.isWaiting && !tickets.error && (
          <Combobox.Empty>
            No ticket has this alias, issue key or title, and no page this name.
          </Combobox.Empty>
        )}
      </Combobox.Options>
      <VisuallyHidden role="status">{tickets.items.length + places.length} found</VisuallyHidden>
      {tickets.error && (
        <p role="alert" className={classes['failed']}>
          Tickets could not be looked for. {tickets.error.message}
        </p>
      )}
    </Combobox>
  )
}

/** One letter is too little to find a ticket by. */
const fewestLetters = 2

function useTickets(typed: string) {
  const [words] = useDebouncedValue(typed, 250)
  const enabled = useAllowed('tickets:read') && words.length >= fewestLetters
  const found = useQuery({ ...foundTicketsQuery(words), enabled })
  const isCurrent = enabled && typed.length >= fewestLetters
  return {
    items: isCurrent ? (found.data?.items ?? []) : [],
    isWaiting: isCurrent && (found.isFetching || words !== typed),
    error: isCurrent ? found.error : null,
  }
}

function useGoing({ onClose, onShortcuts }: SearchDialogProps) {
  const navigate = useNavigate()
  const createTicket = useCreateTicket()
  return {
    toTicket(ticket: Ticket) {
      onClose()
      void navigate({ to: pageOf(ticket), params: { alias: ticket.alias } })
    },
    toPlace({ id, to }: Place) {
      onClose()
      if (to) void navigate({ to })
      else if (id === 'create') createTicket()
      else onShortcuts()
    },
  }
}
