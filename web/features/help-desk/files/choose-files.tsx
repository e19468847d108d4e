import { Button, Group, Text } from '@mantine/core'
import { useRef, type ChangeEvent } from 'react'
import { Icon } from '../../../ui/icon.tsx'
import { mostFileBytes, mostFileWords, sizeWords } from '../words.ts'

interface ChooseFilesProps {
  files: File[]
  disabled: boolean
  onChange: (files: File[]) => void
}

/** Files that will go with what is being written. */
export function ChooseFiles({ files, disabled, onChange }: ChooseFilesProps) {
  const input = useRef<HTMLInputElement>(null)
  const add = (event: ChangeEvent<HTMLInputElement>) => {
    onChange([...files, ...(event.currentTarget.files ?? [])])
    event.currentTarget.value = ''
  }
  return (
    <Group gap="xs">
      <input ref={input} type="file" multiple hidden data-files onChange={add} />
      <Button
        variant="subtle"
        size="compact-sm"
        leftSection={<Icon name="file" size={16} />}
        disabled={disabled}
        onClick={() => input.current?.click()}
      >
        Attach files
      </Button>
      {files.map((file) => (
        <Button
          key={`${file.name} ${file.size} ${file.lastModified}`}
          size="compact-sm"
          variant="light"
          disabled={disabled}
          rightSection={<Icon name="cross" size={14} />}
          aria-label={`Do not attach ${file.name}`}
          onClick={() => onChange(files.filter((one) => one !== file))}
        >
          {file.name} ({sizeWords(file.size)})
        </Button>
      ))}
      {files.some(({ size }) => size > mostFileBytes) && (
        <Text size="sm" c="var(--mantine-color-error)" role="alert">
          A file has at most {mostFileWords}: take the larger ones away.
        </Text>
      )}
    </Group>
  )
}
