import { useQuery } from '@tanstack/react-query'
import type { SupportTicket } from '../../../api/help-desk.ts'
import { instancesQuery, mappingsQuery, type Instance } from '../../../api/instances.ts'
import { issueBoxQuery } from '../../../api/issue-links.ts'
import { hintsFor, type HintOf } from './field-hints.ts'

/** The instance that the ticket is linked with, or would be; undefined where that is not clear. */
export function useInstance({ id, link }: SupportTicket): Instance | undefined {
  const { data: box } = useQuery(issueBoxQuery(id))
  const { data: instances } = useQuery(instancesQuery)
  const wanted = link?.connectionId ?? (box?.allowed ? box.instance?.id : undefined)
  return instances?.find((instance) => instance.id === wanted)
}

export function useHints(ticket: SupportTicket): HintOf {
  const instance = useInstance(ticket)
  const { data: mappings } = useQuery({
    ...mappingsQuery(instance?.id ?? ''),
    enabled: instance !== undefined,
  })
  return instance && mappings ? hintsFor(instance, mappings) : () => undefined
}
