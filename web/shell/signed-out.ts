import type { QueryClient } from '@tanstack/react-query'
import { visitorQuery } from '../api/account.ts'
import { chosenWorkspace, forgetWorkspace } from '../api/workspace-choice.ts'

interface Ways {
  toSignIn: () => void
  /** Signed in, and a member of nothing. */
  toNoWorkspace: () => void
  /** From the start, in another workspace. */
  toStart: () => void
}

/** The hub said that nobody is signed in, or no longer in this workspace: goes to where there is something to do about it. */
export async function goOn(queries: QueryClient, ways: Ways): Promise<void> {
  const visitor = await queries.fetchQuery({ ...visitorQuery, staleTime: 0 })
  if (!visitor) return ways.toSignIn()
  if (visitor.workspaces.length === 0) return ways.toNoWorkspace()
  const chosen = chosenWorkspace()
  const isStillThere = visitor.workspaces.some(({ id }) => id === chosen)
  if (isStillThere) return undefined
  forgetWorkspace()
  return ways.toStart()
}
