import { Combobox, Text } from '@mantine/core'
import type { Ticket } from '../../api/tickets.ts'
import { Icon } from '../../ui/icon.tsx'
import { StatusBadge } from '../../ui/status-badge.tsx'
import type { Place } from './places.ts'
import classes from './search.module.css'

export function FoundTickets({ items }: { items: Ticket[] }) {
  if (items.length === 0) return null
  return (
    <Combobox.Group label="Tickets">
      {items.map(({ id, alias, title, link, status, statusCategory }) => (
        <Combobox.Option key={id} value={id} className={classes['option'] ?? ''}>
          <Icon name="ticket" />
          <span className={classes['words']}>
            <Text span size="sm" truncate>
              {title}
            </Text>
            <Text span size="xs" truncate className={classes['names'] ?? ''}>
              {[alias, link?.issueKey].filter(Boolean).join(' · ')}
            </Text>
          </span>
          <StatusBadge category={statusCategory} word={link?.rawStatus ?? status} />
        </Combobox.Option>
      ))}
    </Combobox.Group>
  )
}

export function FoundPlaces({ places }: { places: Place[] }) {
  return Array.from(
    Map.groupBy(places, ({ section }) => section),
    ([section, those]) => (
      <Combobox.Group key={section} label={section}>
        {those.map(({ id, label, icon }) => (
          <Combobox.Option key={id} value={id} className={classes['option'] ?? ''}>
            <Icon name={icon} />
            <Text span size="sm">
              {label}
            </Text>
          </Combobox.Option>
        ))}
      </Combobox.Group>
    ),
  )
}
