import type { FaultKind, LogEntry } from '../../api/log.ts'
import type { Tone } from '../../ui/status.ts'

export const tones: Record<LogEntry['level'], Tone> = { info: 'grey', warning: 'amber', error: 'red' }

export const levels = [
  { value: 'error', label: 'Errors' },
  { value: 'warning', label: 'Warnings' },
  { value: 'info', label: 'Information' },
]

export const concerns = [
  { value: 'ticket', label: 'One ticket' },
  { value: 'general', label: 'General' },
]

const faults: Record<FaultKind, string> = {
  unauthorized: 'Credential not accepted',
  forbidden: 'Right missing',
  'not-found': 'Not found',
  invalid: 'Content refused',
  conflict: 'Changed at the same time',
  'rate-limited': 'Too many requests',
  unavailable: 'Tracker not available',
  timeout: 'No answer in time',
  'not-sent': 'No connection',
  interrupted: 'Connection broken',
  'bad-answer': 'Answer not understood',
  'refused-address': 'Address not allowed',
}
export const faultOptions = Object.entries(faults).map(([value, label]) => ({ value, label }))
