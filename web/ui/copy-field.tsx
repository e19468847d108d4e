import { ActionIcon, TextInput } from '@mantine/core'
import { useState } from 'react'
import { Icon } from './icon.tsx'

/** A value to take elsewhere. Over plain http browsers offer no clipboard: the text is then selected to copy by hand. */
export function CopyField({ label, value, help }: { label: string; value: string; help?: string }) {
  const [copied, setCopied] = useState(false)
  const copy = async () => {
    await navigator.clipboard.writeText(value)
    setCopied(true)
    setTimeout(() => setCopied(false), 2_000)
  }
  // Typed as always there, but absent outside secure contexts.
  const canCopy = window.isSecureContext
  return (
    <TextInput
      label={label}
      description={copied ? 'Copied' : help}
      readOnly
      value={value}
      onFocus={(event) => event.currentTarget.select()}
      styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)' } }}
      rightSection={
        canCopy && (
          <ActionIcon variant="subtle" aria-label={`Copy ${label}`} onClick={() => void copy()}>
            <Icon name={copied ? 'check' : 'copy'} />
          </ActionIcon>
        )
      }
    />
  )
}
