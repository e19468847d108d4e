import type { Invitation } from '../../api/members.ts'
import type { Tone } from '../../ui/status.ts'

/** How the link of an invitation gets to its reader. */
export const mailStanding: Record<Invitation['mail'], { tone: Tone; words: string }> = {
  'by-hand': { tone: 'grey', words: 'Link handed over' },
  waiting: { tone: 'amber', words: 'Being sent' },
  sent: { tone: 'green', words: 'Sent' },
  refused: { tone: 'red', words: 'Not taken' },
}
