import type { WorkItem } from '../state/model.ts'

/** Tags are written with semicolons or commas between them. */
export function splitTags(text: string): string[] {
  const tags = text
    .split(/[;,]/)
    .map((tag) => tag.trim())
    .filter((tag) => tag !== '')
  return tags.filter(
    (tag, place) => tags.findIndex((other) => other.toLowerCase() === tag.toLowerCase()) === place,
  )
}

/** As the service writes them: sorted, each once. */
export function joinTags(tags: string[]): string {
  return splitTags(tags.join(';'))
    .sort((left, right) => left.localeCompare(right, 'en'))
    .join('; ')
}

export function tagsOf(item: WorkItem): string[] {
  return splitTags(String(item.fields['System.Tags'] ?? ''))
}

export function hasTag(item: WorkItem, tag: string): boolean {
  return tagsOf(item).some((one) => one.toLowerCase() === tag.toLowerCase())
}
