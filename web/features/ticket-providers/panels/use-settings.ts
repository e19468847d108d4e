import { notifications } from '@mantine/notifications'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import {
  changeSettings,
  connectionsQuery,
  type Connection,
  type ConnectionSettings,
} from '../../../api/connections.ts'

/**
 * Saves a part of a connection's settings and shows the answer at once.
 *
 * @param announce says that it is done, in place of the usual toast
 */
export function useSettings(
  { id, name }: Pick<Connection, 'id' | 'name'>,
  announce: () => void = () =>
    void notifications.show({ color: 'green.8', message: `Settings of ${name} are saved.` }),
) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (settings: ConnectionSettings) => changeSettings(id, settings),
    onSuccess: (changed) => {
      queries.setQueryData(connectionsQuery.queryKey, (known) =>
        known?.map((connection) => (connection.id === id ? changed : connection)),
      )
      for (const key of ['tickets', 'retention', 'me', 'queues']) {
        void queries.invalidateQueries({ queryKey: [key] })
      }
      announce()
    },
  })
}
