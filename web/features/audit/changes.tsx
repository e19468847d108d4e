import { VisuallyHidden } from '@mantine/core'
import type { AuditEntry } from '../../api/audit.ts'
import classes from './changes.module.css'
import { differences, type Difference } from './differences.ts'

/** What was done, in its values. */
export function Changes({ before, after }: Pick<AuditEntry, 'before' | 'after'>) {
  const all = differences(before, after)
  if (all.length === 0) return null
  return (
    <ul className={classes['changes']}>
      {all.map((one) => (
        <li key={one.name}>
          <span className={classes['name']}>{one.name}</span> <Values of={one} />
        </li>
      ))}
    </ul>
  )
}

function Values({ of: { before, after } }: { of: Difference }) {
  return (
    <>
      {before !== undefined && (
        <del>
          <VisuallyHidden>was </VisuallyHidden>
          {before}
        </del>
      )}
      {before !== undefined && after !== undefined && <span aria-hidden> → </span>}
      {after !== undefined && (
        <ins>
          <VisuallyHidden>{before === undefined ? 'is ' : ', is '}</VisuallyHidden>
          {after}
        </ins>
      )}
    </>
  )
}
