import type { Notification } from '../../api/notifications.ts'
import type { Tone } from '../../ui/status.ts'

export const stateWords: Record<Notification['state'], { tone: Tone; words: string }> = {
  queued: { tone: 'amber', words: 'Queued' },
  sending: { tone: 'amber', words: 'Being sent' },
  waiting: { tone: 'amber', words: 'Waiting' },
  failed: { tone: 'red', words: 'Failed' },
  done: { tone: 'green', words: 'Taken' },
  cancelled: { tone: 'dark', words: 'Cancelled' },
}

export const states = Object.entries(stateWords).map(([value, { words }]) => ({ value, label: words }))

export const topicWords: Record<Notification['topic'], string> = {
  'ticket.created': 'Ticket created',
  'event.added': 'Event added',
}

export const topics = Object.entries(topicWords).map(([value, label]) => ({ value, label }))

export const channelWords: Record<Notification['channel'], string> = { mail: 'E-mail', webhook: 'Webhook' }

export const channels = Object.entries(channelWords).map(([value, label]) => ({ value, label }))

/** Whose words an answer is. */
export const answererWords: Record<Notification['channel'], string> = {
  mail: 'The mail server',
  webhook: 'The partner’s server',
}
