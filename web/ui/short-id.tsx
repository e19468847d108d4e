import { ActionIcon, Code, Group } from '@mantine/core'
import { Icon } from './icon.tsx'
import { useCopied } from './use-copied.ts'

const shown = 8

/** The end of an id, where ids differ, with the whole of it to copy. */
export function ShortId({ id, name }: { id: string; name: string }) {
  const { copied, copy } = useCopied(id)
  return (
    <Group gap={2} wrap="nowrap">
      <Code title={id} style={{ whiteSpace: 'nowrap' }}>
        …{id.slice(-shown)}
      </Code>
      {copy && (
        <ActionIcon size="sm" variant="subtle" aria-label={`Copy ${name}`} onClick={copy}>
          <Icon name={copied ? 'check' : 'copy'} size={14} />
        </ActionIcon>
      )}
    </Group>
  )
}
