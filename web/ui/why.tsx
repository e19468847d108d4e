import { Text } from '@mantine/core'
import type { Reason } from '../../src/http/contract/shared.ts'
import classes from './why.module.css'

/** Why a value is what it is: folded, one step away. */
export function Why({ reason }: { reason: Reason | null | undefined }) {
  if (!reason) return null
  return (
    <details className={classes['why']}>
      <summary>why</summary>
      <Text size="sm" c="dimmed">
        {reason.because}
      </Text>
      {reason.setAside && reason.setAside.length > 0 && (
        <Text size="sm" c="dimmed">
          Set aside: {reason.setAside.join(', ')}
        </Text>
      )}
      <Text size="xs" c="dimmed">
        Rule: {reason.rule}
        {reason.fallback ? ', as a fallback' : ''}
      </Text>
    </details>
  )
}
