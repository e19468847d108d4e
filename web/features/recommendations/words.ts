import type { Recommendation } from '../../api/recommendations.ts'

const efforts: Record<NonNullable<Recommendation['effort']>, string> = {
  'very-low': 'Very low effort',
  low: 'Low effort',
  medium: 'Medium effort',
  high: 'High effort',
  'very-high': 'Very high effort',
}

export function effortWords(effort: Recommendation['effort']): string | null {
  return effort && efforts[effort]
}

export const ticketStates = [
  { value: 'none', label: 'No ticket' },
  { value: 'open', label: 'Open ticket' },
  { value: 'failed', label: 'Creation failed' },
  { value: 'done', label: 'Ticket closed' },
]

export const sorts = [
  { value: 'saving', label: 'Largest saving first' },
  { value: 'newest', label: 'Newest first' },
]
