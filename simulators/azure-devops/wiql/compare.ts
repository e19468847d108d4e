import type { Site } from '../site.ts'
import { hasTag } from '../items/tags.ts'
import { findField, personById, personText } from '../state/lookup.ts'
import type { FieldDefinition, Project, WorkItem } from '../state/model.ts'
import type { Comparison, Condition, Operand, Operator } from './condition.ts'
import { queryError } from './tokens.ts'

export interface QueryContext {
  site: Site
  /** What `@project` stands for. A query is not limited to it. */
  project: Project | undefined
  /** Whether dates are compared with their time of day. */
  timePrecision: boolean
}

type Test = (item: WorkItem) => boolean

const day = 86_400_000

export function testOf(context: QueryContext, condition: Condition): Test {
  if ('comparison' in condition) return comparisonTest(context, condition.comparison)
  if ('not' in condition) {
    const test = testOf(context, condition.not)
    return (item) => !test(item)
  }
  if ('all' in condition) {
    const tests = condition.all.map((one) => testOf(context, one))
    return (item) => tests.every((test) => test(item))
  }
  const tests = condition.any.map((one) => testOf(context, one))
  return (item) => tests.some((test) => test(item))
}

export function queriedField({ site }: QueryContext, name: string): FieldDefinition {
  const field = findField(site.state, name)
  if (!field) throw queryError('TF51005: The query references a field that does not exist.', `[${name}]`)
  return field
}

function comparisonTest(context: QueryContext, comparison: Comparison): Test {
  const field = queriedField(context, comparison.field)
  const { operator, source } = comparison
  if (!allowed(field).includes(operator)) {
    throw queryError(`TF51009: The operator ${operator} is not supported for this field.`, source)
  }
  if (field.type === 'dateTime') return dateTest(context, field, comparison)
  if (field.type === 'integer') return numberTest(field, comparison)
  const wanted = comparison.operands.map((operand) => textOf(context, operand).toLowerCase())
  if (field.referenceName === 'System.Tags') return (item) => wanted.every((tag) => hasTag(item, tag))
  return (item) => {
    const actual = readings(context, field, item).map((text) => text.toLowerCase())
    return wanted.some((text) => compareText(operator, actual, text))
  }
}

const ordered: Operator[] = ['=', '<>', '<', '>', '<=', '>=', 'IN']

/** Tags are only ever whole: `CONTAINS` finds a tag, not a part of one. */
function allowed({ referenceName, type }: FieldDefinition): Operator[] {
  if (referenceName === 'System.Tags' || type === 'html' || type === 'history') return ['CONTAINS']
  if (type === 'integer' || type === 'dateTime') return ordered
  return type === 'treePath' ? ['=', '<>', 'IN', 'UNDER'] : ['=', '<>', 'IN', 'CONTAINS']
}

/** The texts that a field's value may be compared with: a person has several. */
function readings({ site }: QueryContext, { referenceName, type }: FieldDefinition, item: WorkItem) {
  const value = item.fields[referenceName]
  if (value === undefined) return ['']
  if (type !== 'identity') return [String(value)]
  const person = personById(site.state, String(value))
  return [personText(person), person.name, person.email]
}

function compareText(operator: Operator, actual: string[], wanted: string): boolean {
  if (operator === 'CONTAINS') return actual.some((text) => text.includes(wanted))
  if (operator === 'UNDER') return actual.some((text) => `${text}\\`.startsWith(`${wanted}\\`))
  return actual.includes(wanted) !== (operator === '<>')
}

function textOf({ site, project }: QueryContext, { kind, value }: Operand): string {
  if (kind !== 'macro') return value
  if (value === 'ME') return site.state.me.email
  if (value === 'PROJECT' && project) return project.name
  throw queryError('TF51012: The macro is not known or has no value here.', `@${value.toLowerCase()}`)
}

function numberTest({ referenceName }: FieldDefinition, { operator, operands, source }: Comparison): Test {
  const wanted = operands.map(({ value }) => Number(value))
  if (wanted.some(Number.isNaN)) throw queryError('TF51010: The value is not a number.', source)
  return (item) =>
    wanted.some((number) => compareNumber(operator, Number(item.fields[referenceName]), number))
}

function dateTest(context: QueryContext, { referenceName }: FieldDefinition, comparison: Comparison): Test {
  const wanted = comparison.operands.map((operand) => dateOf(context, operand, comparison.source))
  const cut = (milliseconds: number) =>
    context.timePrecision ? milliseconds : Math.floor(milliseconds / day) * day
  return (item) => {
    const actual = cut(Date.parse(String(item.fields[referenceName])))
    return wanted.some((date) => compareNumber(comparison.operator, actual, date))
  }
}

/** Days are those of UTC here; the service takes the account's own time zone. */
function dateOf({ site, timePrecision }: QueryContext, operand: Operand, source: string): number {
  if (operand.kind === 'macro' && operand.value === 'TODAY') {
    return Math.floor(site.now().getTime() / day) * day + operand.shift * day
  }
  const milliseconds = Date.parse(operand.value)
  if (operand.kind !== 'text' || Number.isNaN(milliseconds)) {
    throw queryError('TF51010: The value is not a date.', source)
  }
  if (!timePrecision && milliseconds % day !== 0) {
    throw queryError(
      'You cannot supply a time with the date when running a query using date precision.',
      source,
    )
  }
  return milliseconds
}

function compareNumber(operator: Operator, actual: number, wanted: number): boolean {
  if (operator === '<') return actual < wanted
  if (operator === '<=') return actual <= wanted
  if (operator === '>') return actual > wanted
  if (operator === '>=') return actual >= wanted
  return (actual === wanted) !== (operator === '<>')
}
