import { ActionIcon, TextInput } from '@mantine/core'
import { Icon } from './icon.tsx'
import { useCopied } from './use-copied.ts'

/** A value to take elsewhere; where it cannot be copied, it is selected to copy by hand. */
export function CopyField({ label, value, help }: { label: string; value: string; help?: string }) {
  const { copied, copy } = useCopied(value)
  return (
    <TextInput
      label={label}
      description={copied ? 'Copied' : help}
      readOnly
      value={value}
      onFocus={(event) => event.currentTarget.select()}
      styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)' } }}
      rightSection={
        copy && (
          <ActionIcon variant="subtle" aria-label={`Copy ${label}`} onClick={copy}>
            <Icon name={copied ? 'check' : 'copy'} />
          </ActionIcon>
        )
      }
    />
  )
}
