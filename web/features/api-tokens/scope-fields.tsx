import { Button, Checkbox, Group, SimpleGrid, Stack } from '@mantine/core'
import { allScopes, presets, scopeWords, type Scope } from './scopes.ts'

interface ScopeFieldsProps {
  value: Scope[]
  onChange: (scopes: Scope[]) => void
  error?: string | undefined
}

/** What a token may be used for: a usual choice in one step, or each by itself. */
export function ScopeFields({ value, onChange, error }: ScopeFieldsProps) {
  return (
    <Checkbox.Group
      label="What it may do"
      description="As little as it needs: whoever finds the token can do the same."
      value={value}
      error={error ?? (value.length === 0 && 'Choose at least one')}
      onChange={(chosen) => onChange(allScopes.filter((scope) => chosen.includes(scope)))}
    >
      <Stack gap="xs" my="xs">
        <Group gap={6} role="group" aria-label="Usual choices">
          {presets.map(({ label, scopes }) => (
            <Button key={label} size="compact-xs" variant="default" onClick={() => onChange(scopes)}>
              {label}
            </Button>
          ))}
        </Group>
        <SimpleGrid cols={{ base: 1, xs: 2 }} spacing={6} verticalSpacing={6}>
          {allScopes.map((scope) => (
            <Checkbox key={scope} size="xs" value={scope} label={scopeWords[scope]} />
          ))}
        </SimpleGrid>
      </Stack>
    </Checkbox.Group>
  )
}
