/** Length in characters as people count them: Unicode code points of the trimmed text. */
export function characters(text: string): number {
  return Array.from(text.trim()).length
}

export interface Limits {
  min?: number
  max: number
}

/** What would be right, or null when the length is. */
export function lengthFault(text: string, { min = 1, max }: Limits): string | null {
  const count = characters(text)
  if (count < min) return min === 1 ? 'Needed' : `At least ${min} characters: ${min - count} more`
  if (count > max) return `At most ${max} characters: ${count - max} fewer`
  return null
}
