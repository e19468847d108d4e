import { Text } from '@mantine/core'
import type { Explained, Reason } from '../../src/http/contract/shared.ts'
import classes from './explained-list.module.css'
import { Pill } from './status-badge.tsx'

/** Values with the reason for each. What has the same reason as the line before says only that. */
export function ExplainedList({ items, label }: { items: Explained[]; label: string }) {
  return (
    <dl className={classes['list']} aria-label={label}>
      {items.map(({ field, name, value, reason }, index) => (
        <div key={field} className={classes['entry']}>
          <dt>{name}</dt>
          <dd>
            <div className={classes['value']}>{value || 'empty'}</div>
            <Because reason={reason} isRepeated={items[index - 1]?.reason.because === reason.because} />
          </dd>
        </div>
      ))}
    </dl>
  )
}

function Because({ reason, isRepeated }: { reason: Reason; isRepeated: boolean }) {
  const { because, rule, setAside = [], fallback } = reason
  if (isRepeated) {
    return (
      <Text size="sm" c="dimmed">
        For the same reason.
      </Text>
    )
  }
  return (
    <>
      <Text size="sm" c="dimmed">
        {because}
      </Text>
      {setAside.length > 0 && (
        <Text size="sm" c="dimmed">
          Set aside: {setAside.join(', ')}
        </Text>
      )}
      <Text size="xs" c="dimmed">
        Rule: {rule}
      </Text>
      {fallback && <Pill tone="amber" words="Fallback" />}
    </>
  )
}
