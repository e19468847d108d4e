import type { AlarmSource, WriteBack } from '../../api/alarm-sources.ts'
import type { Tone } from '../../ui/status.ts'

export const clearingWords: Record<AlarmSource['onClear'], { label: string; help: string }> = {
  nothing: { label: 'Nothing', help: 'The alarm is shown as cleared; its ticket is left alone.' },
  comment: {
    label: 'Comment on the ticket',
    help: 'Once for each clearing, and when the alarm is raised again: on the ticket and in the tracker.',
  },
  close: {
    label: 'Comment, and close the ticket',
    help:
      'When all of its alarms are cleared; raised again, one closed this way is opened again. The issue itself is not ' +
      'closed: with status sync, the tracker’s own status is taken over again at its next change.',
  },
}

export const writeBackWords: Record<WriteBack['state'], { tone: Tone; words: string }> = {
  queued: { tone: 'amber', words: 'Queued' },
  waiting: { tone: 'amber', words: 'Waiting' },
  sending: { tone: 'amber', words: 'Being told' },
  done: { tone: 'green', words: 'Told' },
  failed: { tone: 'red', words: 'Failed' },
  cancelled: { tone: 'dark', words: 'Cancelled' },
}
