import type { Replay } from '../../api/failed-requests.ts'
import { countOf } from '../../ui/amounts.ts'
import type { Tone } from '../../ui/status.ts'

interface Standing {
  title: string
  words: string
  tone: Tone
  /** Percent of it that is over. */
  share: number
}

/** How far a replay is, in words. */
export function standingOf({ total, waiting, underWay, done, failed, cancelled }: Replay): Standing {
  const over = done + failed + cancelled
  const tickets = countOf({ count: total, capped: false }, 'ticket')
  const parts = [
    `${done} created`,
    failed > 0 && `${failed} failed again`,
    cancelled > 0 && `${cancelled} given up`,
    waiting > 0 && `${waiting} wait for their turn`,
    underWay > 0 && `${underWay} under way`,
  ]
  const running = waiting + underWay > 0
  return {
    title: running ? `${tickets} are being sent again` : `${tickets} sent again`,
    words: parts.filter(Boolean).join(', '),
    tone: running ? 'amber' : failed > 0 ? 'red' : 'green',
    share: total === 0 ? 100 : (over / total) * 100,
  }
}
