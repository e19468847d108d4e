import type { UseQueryResult } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { messageOf } from '../api/problem.ts'
import { Note } from './note.tsx'
import { Failed, LoadingRows } from './states.tsx'

interface LoadedProps<T> {
  query: UseQueryResult<T>
  skeleton?: ReactNode
  children: (data: T) => ReactNode
}

/** Draws what was read; until then a skeleton, or the fault with the way to try again. */
export function Loaded<T>({ query, skeleton, children }: LoadedProps<T>) {
  if (query.isPending) return skeleton ?? <LoadingRows />
  if (query.data === undefined) return <Failed error={query.error} retry={() => void query.refetch()} />
  return (
    <>
      {query.error && (
        <Note tone="amber" icon="alert" role="status">
          Shown as last read. {messageOf(query.error)}
        </Note>
      )}
      {children(query.data)}
    </>
  )
}
