import { notifications } from '@mantine/notifications'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { saveConnection, type Connection, type OldTickets } from '../../../api/connections.ts'
import type { ProviderInfo } from '../../../api/providers.ts'
import { endOf } from './end-day.ts'
import { savedOver } from './stored.ts'
import type { Setup } from './use-setup.ts'

export interface Saving {
  /** False keeps a draft. */
  activate: boolean
  /** What becomes of the tickets of the connection that gives way. */
  replaceActive?: OldTickets
}

interface Saved {
  provider: ProviderInfo
  connection: Connection | null
  setup: Setup
  /** A further instance of the help desk. */
  isInstance: boolean
  onSaved: (connection: Connection) => void
}

/** Stores what was typed in the steps, as the active connection or as a draft. */
export function useSaving({ provider, connection, setup, isInstance, onSaved }: Saved) {
  const queries = useQueryClient()
  const name = setup.name.trim()
  const end = connection?.credential.toldBy === 'tracker' ? {} : { credentialEndsAt: endOf(setup.endDay) }
  return useMutation({
    mutationFn: (saving: Saving) =>
      saveConnection(
        {
          provider: provider.kind,
          ...(name ? { name } : {}),
          config: setup.trial.config,
          destination: setup.destination.toSend,
          destinationNames: setup.destination.names,
          ...end,
          ...(isInstance ? { asInstance: true } : {}),
          ...saving,
        },
        savedOver(provider.configFields, setup.config, connection),
      ),
    onSuccess: (saved, { activate }) => {
      notifications.show({
        color: 'green.8',
        title: activate ? `${saved.name} is active` : `The draft ${saved.name} is saved`,
        message: activate
          ? isInstance
            ? 'Tickets of the help desk can be linked there now.'
            : 'Tickets can be created now.'
          : 'No ticket goes there before it is activated from its card.',
      })
      void queries.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'choices' })
      onSaved(saved)
    },
  })
}
