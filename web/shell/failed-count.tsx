import { VisuallyHidden } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { failedCountQuery } from '../api/failed-requests.ts'
import classes from './failed-count.module.css'

/** How many creations need a person; nothing where none does. */
export function FailedCount() {
  const total = useQuery(failedCountQuery).data
  if (!total || total.count === 0) return null
  return (
    <span className={classes['count']} data-tone="red">
      {total.count}
      {total.capped && '+'}
      <VisuallyHidden> need attention</VisuallyHidden>
    </span>
  )
}
