import { notifications } from '@mantine/notifications'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState, type FormEvent } from 'react'
import type { Connection } from '../../../api/connections.ts'
import type { NeededField } from '../../../api/explanations.ts'
import { fieldErrors } from '../../../api/problem.ts'
import type { ProviderInfo } from '../../../api/providers.ts'
import { saveRoute, type Route } from '../../../api/routes.ts'
import { useDestination } from '../fields/use-destination.ts'
import { missing } from '../fields/values.ts'
import { needsAsked } from './needs-asked.ts'
import type { RoutingRow } from './rows.ts'

interface RouteFormOptions {
  connection: Connection
  provider: ProviderInfo
  row: RoutingRow
  standard: Route | null
  onSaved: () => void
}

/** What is typed about one route. A project without one starts from the default route. */
export function useRouteForm({ connection, provider, row, standard, onSaved }: RouteFormOptions) {
  const fields = provider.destinationFields
  const start = row.route ?? standard
  const destination = useDestination(fields, {
    destination: start?.destination ?? {},
    names: start?.names ?? {},
  })
  const [values, setValues] = useState(start?.values ?? {})
  const [fallsBack, setFallsBack] = useState(row.route?.fallsBack ?? false)
  // What the last look at the tracker said stands where it is put right.
  const [errors, setErrors] = useState<Record<string, string>>(() =>
    Object.fromEntries((row.route?.problems ?? []).map(({ field, message }) => [field, message])),
  )
  const place = JSON.stringify(destination.toSend)
  // What is required belongs to one destination: for another one it is learnt when the hub asks the tracker.
  const [known, setKnown] = useState<{ place: string; needs: NeededField[] }>({
    place,
    needs: start?.needs ?? [],
  })
  const needs = known.place === place ? known.needs : []
  const state = JSON.stringify([destination.values, values, fallsBack])
  const [started] = useState(state)
  const queries = useQueryClient()

  const saving = useMutation({
    mutationFn: async () => {
      const given = Object.fromEntries(needs.map(({ id }) => [id, values[id] ?? '']))
      const body = { destination: destination.toSend, names: destination.names, values: given, fallsBack }
      try {
        return await saveRoute({ connectionId: connection.id, project: row.key }, body)
      } catch (error) {
        const refused = fieldErrors(error, ['destination'])
        setErrors(refused)
        const asked = await needsAsked(connection, { refused, known: needs, destination: destination.toSend })
        setKnown({ place, needs: asked })
        throw error
      }
    },
    onSuccess: ({ label }) => {
      const whose = row.key === 'default' ? 'The default route' : `The route of ${row.name}`
      notifications.show({ color: 'green.8', message: `${whose} leads to ${label}.` })
      void queries.invalidateQueries({ queryKey: ['connections'] })
      onSaved()
    },
  })
  const clearError = (name: string) => setErrors((now) => ({ ...now, [name]: '' }))
  return {
    destination,
    needs,
    values,
    fallsBack,
    setFallsBack,
    errors,
    clearError,
    saving,
    dirty: state !== started,
    /** The fields under which an error can stand. */
    drawn: [...fields.map(({ name }) => name), ...needs.map(({ id }) => `values.${id}`)],
    changeValue: (id: string, value: string) => {
      clearError(`values.${id}`)
      setValues((now) => ({ ...now, [id]: value }))
    },
    submit: (event: FormEvent) => {
      event.preventDefault()
      const found = missing(fields, destination.values)
      setErrors(found)
      if (Object.keys(found).length === 0) saving.mutate()
    },
  }
}
