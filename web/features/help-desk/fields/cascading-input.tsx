import { Group, Input, NativeSelect } from '@mantine/core'
import { levels } from './draft.ts'
import type { FieldInputProps } from './field-input.tsx'

const asData = (names: string[], chosen: string, first: string) => [
  { value: '', label: first },
  ...[...names, ...(chosen && !names.includes(chosen) ? [chosen] : [])].map((name) => ({
    value: name,
    label: name,
  })),
]

/** Two selects: what can be chosen in the second one depends on the first. */
export function CascadingInput({ label, options, value, error, required, bare, onChange }: FieldInputProps) {
  const [upper = '', lower = ''] = Array.isArray(value) ? value : [value]
  const { uppers, lowers } = levels(options, upper)
  const size = bare ? 'xs' : 'sm'
  return (
    <Input.Wrapper
      {...(bare ? {} : { label, labelElement: 'div' as const, withAsterisk: required ?? false })}
      error={error}
    >
      <Group gap="xs" grow role="group" aria-label={label}>
        <NativeSelect
          size={size}
          aria-label={label}
          autoFocus={bare ?? false}
          error={Boolean(error)}
          data={asData(uppers, upper, 'None')}
          value={upper}
          onChange={(event) => onChange([event.currentTarget.value])}
        />
        {(lowers.length > 0 || lower) && (
          <NativeSelect
            size={size}
            aria-label={`${label}, below ${upper}`}
            data={asData(lowers, lower, 'Any')}
            value={lower}
            onChange={(event) => onChange([upper, event.currentTarget.value].filter(Boolean))}
          />
        )}
      </Group>
    </Input.Wrapper>
  )
}
