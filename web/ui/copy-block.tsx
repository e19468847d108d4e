import { Button, Code, Group, Text } from '@mantine/core'
import { useId } from 'react'
import classes from './copy-block.module.css'
import { Icon } from './icon.tsx'
import { useCopied } from './use-copied.ts'

interface CopyBlockProps {
  label: string
  text: string
  /** What is copied, where it is shown otherwise. */
  copies?: string
}

/** A longer text to take elsewhere, as it stands. */
export function CopyBlock({ label, text, copies = text }: CopyBlockProps) {
  const { copied, copy } = useCopied(copies)
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
