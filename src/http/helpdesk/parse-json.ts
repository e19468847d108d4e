import { oddJson, readJson } from '../strict-json.ts'
import { BadDocument, deepest, type Element } from './document.ts'

/**
 * Reads a JSON document as an element with its members for children; the items of a list are children named `Value`.
 * @param root what the outermost object may be wrapped in, in any letter case
 * @throws {BadDocument} for what is no JSON object, too deep, or has a name twice
 */
export function parseJson(text: string, root: string): Element {
  const read = readJson(text)
  if ('wrong' in read) throw new BadDocument(read.wrong)
  const { value } = read
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new BadDocument('The body is not a JSON object.')
  }
  refuseOddStructure(text)
  const [only, ...others] = Object.entries(value)
  const isWrapped = only && others.length === 0 && only[0].toLowerCase() === root.toLowerCase()
  return elementOf(root, isWrapped ? only[1] : value)
}

function refuseOddStructure(text: string): void {
  const odd = oddJson(text, deepest)
  if (odd?.field === 'body') throw new BadDocument(`The JSON is ${odd.message}.`)
  if (odd) refuse(odd.field, odd.message)
}

function refuse(field: string, message: string): never {
  throw new BadDocument('The JSON has a member that is not acceptable.', [{ field, message }])
}

/** What no database keeps; XML has no way to write it in the first place. */
const isKeepable = (text: string) => text.isWellFormed() && !text.includes('\u0000')

function elementOf(name: string, value: unknown): Element {
  if (!isKeepable(name)) refuse(name.toWellFormed(), 'a name without U+0000 and without half characters')
  if (Array.isArray(value)) {
    return { name, text: '', children: value.map((item) => elementOf('Value', item)) }
  }
  if (typeof value === 'object' && value !== null) {
    const children = Object.entries(value).map(([member, of]) => elementOf(member, of))
    return { name, text: '', children }
  }
  const said = typeof value === 'string' ? value : value === null ? '' : JSON.stringify(value)
  if (!isKeepable(said)) refuse(name, 'text without U+0000 and without half characters')
  return { name, text: said, children: [] }
}
