import { oneOfEachSaving, type FoundForm } from './alternatives.ts'
import type { Listing } from './listing.ts'
import type { ReadDocument } from './source.ts'

export type Skipped = ReadDocument['skipped'][number]

/**
 * Reads every item of a listing: each becomes a finding, or is skipped with the reason.
 * @param rule which form of a saving is taken where there are several, for people
 */
export function readListing(
  listing: Listing | undefined,
  rule: string,
  readItem: (raw: unknown, path: string[]) => FoundForm | Skipped,
): ReadDocument {
  const read = (listing?.items ?? []).map((raw, index) => readItem(raw, listing?.pathOf(index) ?? []))
  const { findings, skipped } = oneOfEachSaving(
    read.filter((one) => 'finding' in one),
    rule,
  )
  return { findings, skipped: [...read.filter((one) => 'because' in one), ...skipped] }
}
