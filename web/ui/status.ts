export type Tone = 'grey' | 'blue' | 'green' | 'dark' | 'amber' | 'red'

const categoryTones: Record<string, Tone> = { New: 'grey', Active: 'blue', Resolved: 'green', Closed: 'dark' }

export function categoryTone(category: string): Tone {
  return categoryTones[category] ?? 'grey'
}

interface DeliveryWords {
  tone: Tone
  words: string
}

const onTheWay: Record<string, DeliveryWords> = {
  queued: { tone: 'amber', words: 'Queued' },
  sending: { tone: 'amber', words: 'Being sent' },
  waiting: { tone: 'amber', words: 'Waiting' },
  checking: { tone: 'amber', words: 'Being checked' },
  parked: { tone: 'red', words: 'Needs a decision' },
  failed: { tone: 'red', words: 'Failed' },
  cancelled: { tone: 'dark', words: 'Cancelled' },
}

/** How a delivery stands, or null when there is nothing to say because it is done. */
export function deliveryWords(state: string): DeliveryWords | null {
  return onTheWay[state] ?? null
}
