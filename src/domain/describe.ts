import { alarmFactsOf, type AlarmDetails } from './alarm.ts'

/** Length of the description that a person may write (A48, AX3), in Unicode code points. */
export const descriptionLimits = { min: 16, max: 255 }

export const codePoints = (text: string) => Array.from(text).length

/**
 * A text shortened to so many code points, at a word where possible, with an ellipsis.
 */
export function shorten(text: string, max: number): { text: string; shortened: boolean } {
  const points = Array.from(text)
  if (points.length <= max) return { text, shortened: false }
  const cut = points.slice(0, max - 1).join('')
  const lastSpace = cut.lastIndexOf(' ')
  const atWord = lastSpace > cut.length * 0.8 ? cut.slice(0, lastSpace) : cut
  return { text: `${atWord.trimEnd()}…`, shortened: true }
}

export interface DescribedFinding {
  title: string
  description: string
  resource: string | null
  account: string | null
  category: string | null
  effort: string | null
  saving: number | null
  currency: string | null
  source: string
  /** Of an alarm: what the console said. */
  alarm?: AlarmDetails | null
}

const money = (amount: number, currency: string) =>
  new Intl.NumberFormat('en', { style: 'currency', currency }).format(amount)

/** The context block of an issue: the finding's facts, one line each, outside the 255 characters (AX3). */
export function factsOf(finding: DescribedFinding): { label: string; value: string }[] {
  if (finding.alarm) return alarmFactsOf(finding.alarm, finding.source)
  const saving =
    finding.saving === null || finding.currency === null ? null : money(finding.saving, finding.currency)
  const rows: [string, string | null][] = [
    ['Estimated monthly saving', saving],
    ['Resource', finding.resource],
    ['Account', finding.account],
    ['Category', finding.category],
    ['Effort', finding.effort],
    ['Found by', finding.source],
  ]
  return rows.flatMap(([label, value]) => (value ? [{ label, value }] : []))
}

/** No space twice in a row, so that what is left after shortening is text and not a row of spaces. */
const tidy = (text: string) =>
  text
    .replace(/\s*\n\s*/gu, '\n')
    .replace(/[^\S\n]+/gu, ' ')
    .trim()

/** What the Create Ticket form starts with (A49); too short a text is filled up with the facts. */
export function prefillOf(finding: DescribedFinding): {
  title: string
  description: string
  shortened: boolean
} {
  const title = finding.title.replace(/\s+/gu, ' ').trim()
  const { text, shortened } = shorten(longEnough(finding, title), descriptionLimits.max)
  return { title, description: text, shortened }
}

function longEnough(finding: DescribedFinding, title: string): string {
  const own = tidy(finding.description)
  if (codePoints(own) >= descriptionLimits.min) return own
  const facts = factsOf(finding)
    .map((fact) => `${fact.label}: ${fact.value}`)
    .join('. ')
  const filled = tidy([own || title, facts].filter(Boolean).join('. '))
  return codePoints(filled) >= descriptionLimits.min ? filled : `What was found: ${filled || 'not described'}`
}
