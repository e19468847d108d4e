import { Text } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { removeRoute, routesQuery, type Route } from '../../../api/routes.ts'
import { some } from '../../../ui/amounts.ts'
import { Confirm } from '../../../ui/confirm.tsx'
import type { RoutingRow } from './rows.ts'

interface RemoveProps {
  connectionId: string
  row: RoutingRow
  standard: Route | null
  onRemoved: () => void
  onCancel: () => void
}

/** Takes a project back to the default route (A46). */
export function RemoveQuestion({ connectionId, row, standard, onRemoved, onCancel }: RemoveProps) {
  const { key, name, route } = row
  const queries = useQueryClient()
  const removing = useMutation({
    mutationFn: () => removeRoute({ connectionId, project: key }),
    onSuccess: (table) => {
      queries.setQueryData(routesQuery(connectionId).queryKey, table)
      void queries.invalidateQueries({ queryKey: ['connections'] })
      notifications.show({ color: 'green.8', message: `${name} uses the default route now.` })
      onRemoved()
    },
  })
  return (
    <Confirm
      danger
      title={`Remove the route of ${name}?`}
      confirm="Remove route"
      busy={removing.isPending}
      error={removing.error}
      onConfirm={() => removing.mutate()}
      onCancel={onCancel}
    >
      <Text size="sm">
        New tickets of {name} go to the default route{standard && ` (${standard.label})`} from now on.
        {route &&
          route.waiting > 0 &&
          ` ${some(route.waiting, 'ticket')} that waited for this route goes there too.`}{' '}
        Issues that exist stay where they are.
      </Text>
    </Confirm>
  )
}
