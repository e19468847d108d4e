import { NativeSelect } from '@mantine/core'
import type { Instance } from '../../../api/instances.ts'

interface PickerProps {
  instances: Instance[]
  value: Instance
  onChange: (id: string) => void
}

/** One of several Jira instances (C22), told apart by their sites. */
export function InstancePicker({ instances, value, onChange }: PickerProps) {
  return (
    <NativeSelect
      label="Jira instance"
      value={value.id}
      data={instances.map(({ id, name, site, active }) => ({
        value: id,
        label: `${name} · ${site.replace(/^https?:\/\//u, '')}${active ? '' : ' (not in use)'}`,
      }))}
      onChange={(event) => onChange(event.currentTarget.value)}
      style={{ flex: '0 1 24rem' }}
    />
  )
}

/** The one that the address names, else the first. */
export const chosenAmong = (instances: Instance[], id: string | undefined): Instance | undefined =>
  instances.find((instance) => instance.id === id) ?? instances[0]
