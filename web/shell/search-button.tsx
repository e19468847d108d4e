import { ActionIcon } from '@mantine/core'
import { Icon } from '../ui/icon.tsx'
import { searchKey } from './shortcuts.ts'

export function SearchButton({ onSearch }: { onSearch: () => void }) {
  return (
    <ActionIcon
      variant="subtle"
      color="gray"
      size="lg"
      aria-label="Search"
      aria-keyshortcuts="Control+K Meta+K"
      title={`Search tickets, pages and actions (${searchKey.keys.join('-')})`}
      onClick={onSearch}
    >
      <Icon name="search" />
    </ActionIcon>
  )
}
