import { useQueryClient } from '@tanstack/react-query'
import { chooseWorkspace } from '../api/workspace-choice.ts'

/** Goes on in another workspace of the person, from its start page. */
export function useSwitchWorkspace(): (id: string) => void {
  const queries = useQueryClient()
  return (id) => {
    chooseWorkspace(id)
    queries.clear()
    // Nothing of the other workspace stays: neither a form, nor the live stream, nor an answer that is on its way.
    window.location.assign('/')
  }
}
