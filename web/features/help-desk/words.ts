import type { Visibility } from '../../api/help-desk-actions.ts'
import type { Tone } from '../../ui/status.ts'

export const priorityWords = { low: 'Low', medium: 'Medium', high: 'High' } as const

export const priorityChoices = Object.entries(priorityWords).map(([value, label]) => ({ value, label }))

export const visibilityWords: Record<Visibility, { words: string; tone: Tone }> = {
  public: { words: 'Public', tone: 'blue' },
  internal: { words: 'Internal', tone: 'grey' },
  restricted: { words: 'Restricted', tone: 'dark' },
}

export const visibilityChoices = [
  { value: 'internal', label: 'Internal' },
  { value: 'public', label: 'Public' },
  { value: 'restricted', label: 'Restricted' },
]

/** “12 kB”, “3.4 MB”. */
export function sizeWords(bytes: number): string {
  if (bytes < 1_000) return `${bytes} bytes`
  if (bytes < 1_000_000) return `${Math.round(bytes / 1_000)} kB`
  return `${(bytes / 1_000_000).toFixed(1)} MB`
}

/** No file is larger; the hub refuses it. */
export const mostFileBytes = 20 * 1024 * 1024
export const mostFileWords = '20 MB'
