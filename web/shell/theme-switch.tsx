import { ActionIcon, useMantineColorScheme, type MantineColorScheme } from '@mantine/core'
import { Icon, type IconName } from '../ui/icon.tsx'

const schemes: Record<MantineColorScheme, { icon: IconName; words: string; next: MantineColorScheme }> = {
  light: { icon: 'sun', words: 'light', next: 'dark' },
  dark: { icon: 'moon', words: 'dark', next: 'auto' },
  auto: { icon: 'screen', words: 'as the system', next: 'light' },
}

/** Light, dark, or as the system: one step with each press. */
export function ThemeSwitch() {
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  const { icon, words, next } = schemes[colorScheme]
  const label = `Theme: ${words}. Switch to ${schemes[next].words}`
  return (
    <ActionIcon
      variant="subtle"
      color="gray"
      size="lg"
      aria-label={label}
      title={label}
      onClick={() => setColorScheme(next)}
    >
      <Icon name={icon} />
    </ActionIcon>
  )
}
