import { Group, Stack, Text, Title } from '@mantine/core'
import { useId, type ReactNode } from 'react'

interface SectionProps {
  title: string
  lead?: ReactNode
  actions?: ReactNode
  children?: ReactNode
}

/** A part of a page with a heading of its own. */
export function Section({ title, lead, actions, children }: SectionProps) {
  const name = useId()
  return (
    <section aria-labelledby={name}>
      <Stack gap="sm">
        <Group justify="space-between" align="flex-start" gap="sm">
          <div>
            <Title order={2} size="h4" id={name}>
              {title}
            </Title>
            {lead && (
              <Text size="sm" c="dimmed" component="div" maw={640}>
                {lead}
              </Text>
            )}
          </div>
          {actions && <Group gap="xs">{actions}</Group>}
        </Group>
        {children}
      </Stack>
    </section>
  )
}
