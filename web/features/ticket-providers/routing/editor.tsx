import { Checkbox, Fieldset, Modal, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import type { Connection } from '../../../api/connections.ts'
import type { ProviderInfo } from '../../../api/providers.ts'
import type { Route } from '../../../api/routes.ts'
import { useLeaveGuard } from '../../../ui/leave-guard.tsx'
import { NeededFields } from '../../../ui/needed-fields.tsx'
import { useFocusBack } from '../../../ui/use-focus-back.ts'
import { useNarrow } from '../../../ui/use-narrow.ts'
import { DestinationFields } from '../fields/destination-fields.tsx'
import { EditorButtons } from './editor-buttons.tsx'
import { RemoveQuestion } from './remove-question.tsx'
import type { RoutingRow } from './rows.ts'
import { RouteRefusal } from './route-refusal.tsx'
import { useRouteForm } from './use-route-form.ts'

interface EditorProps {
  connection: Connection
  provider: ProviderInfo
  row: RoutingRow
  /** The default route: what a project without a route of its own starts from. */
  standard: Route | null
  onClose: () => void
}

/** One route, in the fields that the provider declares and those that the tracker requires there (A41–A45). */
export default function RouteEditor({ connection, provider, row, standard, onClose }: EditorProps) {
  const form = useRouteForm({ connection, provider, row, standard, onSaved: onClose })
  const { destination, needs, values, errors, saving, fallsBack } = form
  const [removing, setRemoving] = useState(false)
  const { leave, question } = useLeaveGuard(form.dirty, onClose)
  const narrow = useNarrow()
  useFocusBack()
  const isDefault = row.key === 'default'
  return (
    <Modal
      opened
      onClose={leave}
      title={isDefault ? 'Default route' : `Route of ${row.name}`}
      size="lg"
      fullScreen={narrow}
      closeOnClickOutside={!form.dirty}
    >
      <form onSubmit={form.submit} noValidate>
        <Stack>
          <Text size="sm" c="dimmed">
            {introduction(row)}
          </Text>
          <DestinationFields
            fields={provider.destinationFields}
            form={destination}
            source={{ provider: provider.kind, connectionId: connection.id, stamp: 0 }}
            errors={errors}
            onChange={form.clearError}
          />
          {needs.length > 0 && (
            <Fieldset legend="What the tracker requires there">
              <NeededFields
                needs={needs}
                values={values}
                errorOf={(id) => errors[`values.${id}`]}
                onChange={form.changeValue}
              />
            </Fieldset>
          )}
          {!isDefault && (
            <Checkbox
              label="If this route cannot be used, send its tickets to the default route"
              description="Otherwise they wait until it is put right, and say so."
              checked={fallsBack}
              onChange={(event) => form.setFallsBack(event.currentTarget.checked)}
            />
          )}
          <RouteRefusal error={saving.error} drawn={form.drawn} />
          <EditorButtons
            busy={saving.isPending}
            onLeave={leave}
            onRemove={isDefault || !row.route ? undefined : () => setRemoving(true)}
          />
        </Stack>
      </form>
      {removing && (
        <RemoveQuestion
          connectionId={connection.id}
          row={row}
          standard={standard}
          onRemoved={onClose}
          onCancel={() => setRemoving(false)}
        />
      )}
      {question}
    </Modal>
  )
}

function introduction({ key, name, route }: RoutingRow): string {
  if (key === 'default')
    return 'Tickets go here that have no project, or whose project has no route of its own.'
  if (route) return `Every ticket of ${name} goes here by itself.`
  return `${name} uses the default route now. It is filled in here: change what shall be different.`
}
