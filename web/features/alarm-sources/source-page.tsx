import { Button, Stack } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { alarmSourceQuery, removeAlarmSource, type AlarmSourceDetail } from '../../api/alarm-sources.ts'
import { Gate } from '../../shell/gate.tsx'
import { some } from '../../ui/amounts.ts'
import { Confirm } from '../../ui/confirm.tsx'
import { TextLink } from '../../ui/links.tsx'
import { Loaded } from '../../ui/loaded.tsx'
import { Page } from '../../ui/page.tsx'
import { SettingsForm } from './settings-form.tsx'
import { WriteBacks } from './write-backs.tsx'

export function AlarmSourcePage() {
  const { name } = useParams({ from: '/shell/workspace/adminsettings/sources/$name' })
  return (
    <Gate right="sources:manage">
      <Source key={name} name={name} />
    </Gate>
  )
}

function Source({ name }: { name: string }) {
  const query = useQuery(alarmSourceQuery(name))
  /** Saved or removed settings start the form afresh. */
  const [edition, setEdition] = useState(0)
  const [removing, setRemoving] = useState(false)
  const source = query.data
  return (
    <Page
      title={name}
      eyebrow={<TextLink to="/workspace/adminsettings/sources">Sources</TextLink>}
      lead={source && `${some(source.alarms, 'alarm')} came from here.`}
      actions={
        source?.hasSettings && (
          <Button variant="default" onClick={() => setRemoving(true)}>
            Remove settings
          </Button>
        )
      }
    >
      <Loaded query={query}>
        {(found) => (
          <Stack gap="xl" maw={860}>
            {found.writeBack && <WriteBacks source={found} />}
            <SettingsForm key={edition} source={found} onSaved={() => setEdition((now) => now + 1)} />
            {removing && (
              <RemoveQuestion
                source={found}
                onClose={() => setRemoving(false)}
                onRemoved={() => setEdition((now) => now + 1)}
              />
            )}
          </Stack>
        )}
      </Loaded>
    </Page>
  )
}

interface RemoveProps {
  source: AlarmSourceDetail
  onClose: () => void
  onRemoved: () => void
}

function RemoveQuestion({ source, onClose, onRemoved }: RemoveProps) {
  const { name, writeBacks } = source
  const queries = useQueryClient()
  const removing = useMutation({
    mutationFn: () => removeAlarmSource(name),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['alarm-sources'] })
      notifications.show({ color: 'green.8', message: `The settings of ${name} are gone.` })
      onRemoved()
      onClose()
    },
  })
  return (
    <Confirm
      danger
      title={`Remove the settings of ${name}?`}
      confirm="Remove settings"
      busy={removing.isPending}
      error={removing.error}
      onConfirm={() => removing.mutate()}
      onCancel={onClose}
    >
      Its console is told nothing any more, the stored header values are erased, and{' '}
      {some(writeBacks.waiting + writeBacks.failed, 'write-back')} not done yet is given up. The clearing of
      its alarms does nothing to tickets. Alarms and tickets stay.
    </Confirm>
  )
}
