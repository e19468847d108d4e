import type { Place } from './places.ts'

/** A JSON value in whose texts `{{name}}` stands for what a ticket brings. */
export type Template = string | number | boolean | null | Template[] | { [member: string]: Template }
export type TemplateObject = { [member: string]: Template }

const placeholder = /\{\{\s*([^{}]*?)\s*\}\}/gu

const isObject = (value: unknown): value is TemplateObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function textsOf(template: Template): string[] {
  if (typeof template === 'string') return [template]
  if (typeof template !== 'object' || template === null) return []
  return Object.values(template).flatMap(textsOf)
}

/** The template that a setting holds, or what is wrong with it. */
export function readTemplate(
  text: string,
  known: string[],
): { template: TemplateObject } | { message: string } {
  const template = parsed(text)
  if (!isObject(template)) {
    return { message: 'Give one JSON object, such as {"name": "{{title}}"}.' }
  }
  const texts = textsOf(template)
  const names = texts.flatMap((one) => [...one.matchAll(placeholder)].map(([, name = '']) => name))
  const unknown = names.find((name) => !known.includes(name))
  if (unknown !== undefined) {
    return { message: `There is no field {{${unknown}}}. There are: ${known.join(', ')}.` }
  }
  if (texts.some((one) => /\{\{|\}\}/u.test(one.replaceAll(placeholder, '')))) {
    return { message: 'A placeholder is written {{title}}, with two braces on each side.' }
  }
  return { template }
}

/** The place of the first text that is this placeholder and nothing else. */
export function placeFor(template: Template, name: string): Place | undefined {
  if (typeof template === 'string') {
    return new RegExp(`^\\{\\{\\s*${name}\\s*\\}\\}$`, 'u').test(template) ? [] : undefined
  }
  if (typeof template !== 'object' || template === null) return undefined
  for (const [member, inside] of Object.entries(template)) {
    const rest = placeFor(inside, name)
    if (rest) return [Array.isArray(template) ? Number(member) : member, ...rest]
  }
  return undefined
}

type Values = Record<string, string | undefined>

/** Undefined where one of the placeholders has no value. */
function filledText(text: string, values: Values): string | undefined {
  const names = [...text.matchAll(placeholder)].map(([, name = '']) => name)
  if (names.some((name) => !values[name])) return undefined
  return text.replaceAll(placeholder, (_, name: string) => values[name] ?? '')
}

function filled(template: Template, values: Values): Template | undefined {
  if (typeof template === 'string') return filledText(template, values)
  if (typeof template !== 'object' || template === null) return template
  const inside = Object.entries(template).map(([member, one]) => ({
    member,
    whole: typeof one !== 'string',
    value: filled(one, values),
  }))
  const left = inside.filter(({ value }) => value !== undefined)
  if (inside.length > 0 && left.length === 0) return undefined
  if (Array.isArray(template)) return left.map(({ value }) => value as Template)
  // Half an object, a related party without its id for instance, is worth less than none.
  if (inside.some(({ whole, value }) => !whole && value === undefined)) return undefined
  return Object.fromEntries(left.map(({ member, value }) => [member, value as Template]))
}

/**
 * The template with its values. A member of the whole whose placeholder has no value is left out, and an object inside that
 * lacks one is left out altogether.
 */
export function fill(template: TemplateObject, values: Values): TemplateObject {
  const members = Object.entries(template).map(([member, one]) => [member, filled(one, values)] as const)
  return Object.fromEntries(members.filter((entry): entry is [string, Template] => entry[1] !== undefined))
}
