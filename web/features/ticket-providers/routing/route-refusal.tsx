import { fieldErrors } from '../../../api/problem.ts'
import { ProblemNote } from '../../../ui/problem-note.tsx'

/** What the hub refused, as far as it does not stand under a field. */
export function RouteRefusal({ error, drawn }: { error: unknown; drawn: string[] }) {
  const named = Object.keys(fieldErrors(error, ['destination']))
  if (named.length > 0 && named.every((field) => drawn.includes(field))) return null
  return <ProblemNote error={error} withFields />
}
