import type { LiveMessage } from '../../src/http/contract/live.ts'

interface Held {
  queryKey: readonly unknown[]
  state: { data?: unknown }
}

/** What is read again for each topic: a ticket shows on its recommendation or alarm and in its connection's counts. */
const topics: Record<LiveMessage['topic'], string[]> = {
  tickets: ['tickets', 'operators', 'diagnostic-runs', 'recommendations', 'alarms', 'connections', 'log'],
  recommendations: ['recommendations'],
  connections: ['connections', 'instances', 'me', 'log'],
  alarms: ['alarms', 'alarm-sources', 'alarm-rules'],
  notifications: ['notifications', 'operator-webhooks'],
  diagnostics: ['diagnostic-runs', 'services'],
}

const idOf = (data: unknown) =>
  typeof data === 'object' && data !== null && 'id' in data ? data.id : undefined

/** What is kept under the id of its one ticket. */
const ofOneTicket = new Set<unknown>([
  'events',
  'explain',
  'desk-actions',
  'desk-files',
  'desk-history',
  'desk-issue',
  'service-timeline',
])

/** What holds one ticket, under its alias or its id. */
const ofOneRecord = new Set<unknown>(['one', 'desk', 'service'])

/** Whether what a query holds may have changed. A single record is left alone when another one changed. */
export function touches(message: LiveMessage, { queryKey: [noun, part, key], state }: Held): boolean {
  if (typeof noun !== 'string' || !topics[message.topic]?.includes(noun)) return false
  if (part === 'filters') return false
  if (!message.id || noun !== message.topic) return true
  if (ofOneTicket.has(part)) return key === message.id
  if (ofOneRecord.has(part)) return state.data === undefined || idOf(state.data) === message.id
  return true
}
