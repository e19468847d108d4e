import type { ReactNode } from 'react'
import classes from './fact-list.module.css'

export interface Fact {
  label: string
  value: ReactNode
}

/** Names with their values; those without a value are left out. */
export function FactList({ facts }: { facts: Fact[] }) {
  const known = facts.filter(({ value }) => value !== null && value !== undefined && value !== '')
  return (
    <dl className={classes['list']}>
      {known.map(({ label, value }) => (
        <div key={label} className={classes['fact']}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}
