import type { FieldKind, FieldValue } from './field-value.ts'

/** What a field takes. */
export interface FieldRule {
  kind: FieldKind
  /** Names; of a cascading field `Parent > Child`. */
  options: string[]
}

/** The value as it is kept, or what would be right. */
export type CheckedValue = { value: FieldValue } | { problem: string }

const longestLine = 1_000
const longestParagraph = 32_000
const longestUser = 320
/** So many names are told before the rest is left to the list itself. */
const namesTold = 20

const fold = (name: string) => name.trim().toLowerCase()

/** Of a cascading option: its one or two names. */
export const levelsOf = (option: string): string[] => option.split(' > ').map((name) => name.trim())

/** A value as people read it. */
export const saidValue = (kind: FieldKind, value: FieldValue): string =>
  Array.isArray(value) ? value.join(kind === 'cascading' ? ' > ' : ', ') : String(value ?? '')

/**
 * Checks what somebody gave a field. Programs that only know texts may write numbers as texts and a single option without a list.
 * Names of options are found in any letter case and kept as the field has them; nothing, an empty text and an empty list are null.
 */
export function checkFieldValue(rule: FieldRule, given: unknown): CheckedValue {
  if (isNothing(given)) return { value: null }
  if (rule.kind === 'number') return checkNumber(given)
  if (rule.kind === 'options') return checkOptions(rule.options, given)
  if (rule.kind === 'cascading') return checkCascading(rule.options, given)
  if (typeof given !== 'string') return { problem: expected(rule) }
  const text = given.trim()
  if (rule.kind === 'option') return checkOption(rule.options, text)
  if (rule.kind === 'date') return isDate(text) ? { value: text } : { problem: expected(rule) }
  const fits = rule.kind === 'paragraph' ? text.length <= longestParagraph : isLine(rule.kind, text)
  return fits ? { value: text } : { problem: expected(rule) }
}

const isNothing = (given: unknown) =>
  given === null ||
  given === undefined ||
  (typeof given === 'string' && given.trim() === '') ||
  (Array.isArray(given) && given.length === 0)

const isLine = (kind: FieldKind, text: string) =>
  !/[\r\n]/u.test(text) && text.length <= (kind === 'user' ? longestUser : longestLine)

function checkNumber(given: unknown): CheckedValue {
  const isText =
    typeof given === 'string' && /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d{1,3})?$/iu.test(given.trim())
  const number = isText ? Number(given) : given
  return typeof number === 'number' && Number.isFinite(number)
    ? { value: number }
    : { problem: expected({ kind: 'number', options: [] }) }
}

function checkOption(options: string[], text: string): CheckedValue {
  const known = options.find((option) => fold(option) === fold(text))
  return known === undefined ? { problem: expected({ kind: 'option', options }) } : { value: known }
}

function checkOptions(options: string[], given: unknown): CheckedValue {
  const names = typeof given === 'string' ? [given] : given
  const problem = expected({ kind: 'options', options })
  if (!Array.isArray(names)) return { problem }
  const chosen = new Set<string>()
  for (const name of names as unknown[]) {
    const checked = typeof name === 'string' ? checkOption(options, name) : { problem }
    if ('problem' in checked) return { problem }
    chosen.add(String(checked.value))
  }
  return { value: [...chosen] }
}

function checkCascading(options: string[], given: unknown): CheckedValue {
  const problem = expected({ kind: 'cascading', options })
  const names = typeof given === 'string' ? levelsOf(given) : given
  if (!Array.isArray(names) || names.length > 2) return { problem }
  if (!names.every((name): name is string => typeof name === 'string')) return { problem }
  const known = options
    .map(levelsOf)
    .find((levels) => names.every((name, level) => fold(levels[level] ?? '') === fold(name)))
  // The upper one alone is a value as well.
  return known ? { value: known.slice(0, names.length) } : { problem }
}

/** Years 0001 to 9999, and only days that there are. */
function isDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/u.test(text) || text.startsWith('0000')) return false
  const day = new Date(`${text}T00:00:00.000Z`)
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text)
}

/** What a field takes, in words. */
export function expected({ kind, options }: FieldRule): string {
  const told = options.slice(0, namesTold).join('”, “')
  const names = options.length > namesTold ? `“${told}” … (${options.length} in all)` : `“${told}”`
  const words: Record<FieldKind, string> = {
    text: `a text of one line, at most ${longestLine.toLocaleString('en')} characters`,
    paragraph: `a text of at most ${longestParagraph.toLocaleString('en')} characters`,
    number: 'a number, like 12 or 1.5',
    date: 'a day that there is, like 2026-01-31',
    option: `one of ${names}`,
    options: `a list of names among ${names}`,
    user: `a name or e-mail address of one line, at most ${longestUser} characters`,
    cascading: `one of ${names}, as a list of one or two names`,
  }
  return words[kind]
}
