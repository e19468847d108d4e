import { savingInWords } from './saving.ts'
import type { ReadDocument, ReadFinding } from './source.ts'

/** One of several forms of the same saving, of which only one can be had. */
export interface Form {
  /** What the saving is about, whichever form it takes. */
  saving: string
  /** How this form differs, e.g. `3 years, look-back 30 days`. */
  words: string
  /** Compared from the left; the smallest is taken. */
  rank: number[]
}

export interface FoundForm {
  finding: ReadFinding
  /** Null for a saving that has only one form. */
  form: Form | null
}

/**
 * Takes one form of each saving and skips the others, so that no money is promised twice. The finding is then
 * known by the saving and not by the form, so that the next document, in which another form may be the best
 * or the only one, brings the same recommendation up to date.
 *
 * @param rule which form is taken, for people, e.g. `the longest look-back`
 */
export function oneOfEachSaving(found: FoundForm[], rule: string): ReadDocument {
  const groups = Map.groupBy(found, ({ finding, form }) => form?.saving ?? finding.key)
  const documents = [...groups.values()].map((group) => oneOf(group, rule))
  return {
    findings: documents.flatMap(({ findings }) => findings),
    skipped: documents.flatMap(({ skipped }) => skipped),
  }
}

function oneOf(group: FoundForm[], rule: string): ReadDocument {
  const [taken, ...rest] = group.toSorted(
    (one, other) =>
      compare(one.form?.rank, other.form?.rank) || (one.finding.key < other.finding.key ? -1 : 1),
  )
  if (!taken?.form) return { findings: group.map(({ finding }) => finding), skipped: [] }
  const { finding, form } = taken
  // Pages that were joined can hold the same item twice.
  const others = rest.filter((other) => other.finding.key !== finding.key)
  const also =
    others.length > 0
      ? ` Other forms of the same saving, not to be added: ${others.map(said).join('; ')}.`
      : ''
  return {
    findings: [{ ...finding, key: form.saving, description: finding.description + also }],
    skipped: others.map((other) => ({
      key: other.finding.key,
      because:
        `It is another form (${said(other)}) of the saving in ${finding.key} (${said(taken)}). ` +
        `Only one can be had, so ${rule} was taken.`,
    })),
  }
}

const said = ({ finding, form }: FoundForm) =>
  [form?.words, finding.saving && savingInWords(finding.saving)].filter(Boolean).join(', ')

function compare(one: number[] = [], other: number[] = []): number {
  const at = one.findIndex((value, index) => value !== other[index])
  return at < 0 ? 0 : (one[at] ?? 0) - (other[at] ?? 0)
}
