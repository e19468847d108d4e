import type { PartyEntry, ServiceTimelineEntry } from '../../../api/service-tickets.ts'
import { foldEvents, type TimelineEntry } from '../../ticket/fold-events.ts'

export type Told = { shown: 'party'; id: string; entry: PartyEntry } | TimelineEntry

/** What the parties did, each by itself; steps between hub and tracker that follow each other are folded into one. */
export function foldEntries(entries: ServiceTimelineEntry[]): Told[] {
  const told: Told[] = []
  let steps: Extract<ServiceTimelineEntry, { from: 'hub' }>[] = []
  const tellSteps = () => {
    told.push(...foldEvents(steps))
    steps = []
  }
  for (const entry of entries) {
    if (entry.from === 'hub') {
      steps.push(entry)
      continue
    }
    tellSteps()
    told.push({ shown: 'party', id: entry.id, entry })
  }
  tellSteps()
  return told
}
