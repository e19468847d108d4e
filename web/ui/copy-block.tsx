import { Button, Code, Group, Text } from '@mantine/core'
import { useId } from 'react'
import classes from './copy-block.module.css'
import { Icon } from './icon.tsx'
import { useCopied } from './use-copied.ts'

/** A longer text to take elsewhere, as it stands. */
export function CopyBlock({ label, text }: { label: string; text: string }) {
  const { copied, copy } = useCopied(text)
  const name = useId()
  return (
    <div>
      <Group justify="space-between" gap="xs" mb={4}>
        <Text size="sm" fw={500} id={name}>
          {label}
        </Text>
        {copy && (
          <Button
            size="compact-sm"
            variant="default"
            leftSection={<Icon name={copied ? 'check' : 'copy'} size={14} />}
            onClick={copy}
          >
            {copied ? 'Copied' : 'Copy'}
          </Button>
        )}
      </Group>
      <Code block tabIndex={0} role="region" aria-labelledby={name} className={classes['text']}>
        {text}
      </Code>
    </div>
  )
}
