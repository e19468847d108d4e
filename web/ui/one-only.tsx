import { Button } from '@mantine/core'
import { Icon } from './icon.tsx'

/** A filter that came with a link; pressing it takes it away. */
export function OneOnly({ children, onClear }: { children: string; onClear: () => void }) {
  return (
    <Button size="sm" variant="light" rightSection={<Icon name="cross" size={14} />} onClick={onClear}>
      {children}
    </Button>
  )
}
