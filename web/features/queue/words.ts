import type { Queue } from '../../api/queues.ts'
import type { Tone } from '../../ui/status.ts'

/** B34, B35: locked means that no further creation may begin before one has ended. */
export const lockWords: Record<Queue['lock']['state'], { tone: Tone; words: string }> = {
  free: { tone: 'green', words: 'Free' },
  busy: { tone: 'blue', words: 'Busy' },
  locked: { tone: 'amber', words: 'Locked' },
}
