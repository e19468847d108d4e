import { ActionIcon, Group, Text } from '@mantine/core'
import { Icon } from '../../ui/icon.tsx'

interface OrderProps {
  name: string
  place: number
  of: number
  onMove: (by: -1 | 1) => void
}

/** Buttons, so that the keyboard and a thumb move a rule as well. At an end they stay reachable, for the focus to stay. */
export function OrderButtons({ name, place, of, onMove }: OrderProps) {
  const steps = [
    { by: -1 as const, icon: 'up' as const, words: 'up', end: place === 1 },
    { by: 1 as const, icon: 'down' as const, words: 'down', end: place === of },
  ]
  return (
    <Group gap={4} wrap="nowrap">
      <Text span size="sm" miw={18}>
        {place}
      </Text>
      {steps.map(({ by, icon, words, end }) => (
        <ActionIcon
          key={words}
          variant="subtle"
          color="gray"
          aria-label={`Move ${name} ${words}`}
          aria-disabled={end}
          data-disabled={end || undefined}
          onClick={() => onMove(by)}
        >
          <Icon name={icon} size={16} />
        </ActionIcon>
      ))}
    </Group>
  )
}
