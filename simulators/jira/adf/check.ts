import { asList, asRecord } from '../../ground/json.ts'
import { blockNodes, inlineNodes, markTypes, type AdfDocument } from './model.ts'

/** Which nodes may stand inside which; a node that is not named here holds none. */
const children: Record<string, string[]> = {
  doc: blockNodes,
  paragraph: inlineNodes,
  heading: inlineNodes,
  codeBlock: ['text'],
  blockquote: ['paragraph', 'bulletList', 'orderedList', 'codeBlock'],
  panel: ['paragraph', 'heading', 'bulletList', 'orderedList', 'codeBlock', 'rule'],
  expand: blockNodes,
  bulletList: ['listItem'],
  orderedList: ['listItem'],
  listItem: ['paragraph', 'bulletList', 'orderedList', 'codeBlock'],
  table: ['tableRow'],
  tableRow: ['tableHeader', 'tableCell'],
  tableHeader: blockNodes,
  tableCell: blockNodes,
  mediaSingle: ['media'],
  taskList: ['taskItem', 'taskList'],
  taskItem: inlineNodes,
}

/** Takes a value as a document where Jira would; anything else is refused as Jira refuses it. */
export function asDocument(value: unknown): AdfDocument | undefined {
  return isDocument(value) ? value : undefined
}

function isDocument(value: unknown): value is AdfDocument {
  const record = asRecord(value)
  return record?.['type'] === 'doc' && record['version'] === 1 && isNode(record)
}

function isNode(value: unknown): boolean {
  const node = asRecord(value)
  const type = node?.['type']
  if (!node || typeof type !== 'string') return false
  if (type === 'text') return isText(node)
  if (!hasOwnAttributes(node, type)) return false
  if (type === 'heading' && !isHeadingLevel(asRecord(node['attrs'])?.['level'])) return false
  const allowed = children[type] ?? []
  const content = node['content'] === undefined ? [] : asList(node['content'])
  if (!content || (type === 'doc' && node['content'] === undefined)) return false
  return content.every((child) => allowed.includes(String(asRecord(child)?.['type'])) && isNode(child))
}

/** A task list and its items carry an id of their own, an item whether it is done. */
function hasOwnAttributes(node: Record<string, unknown>, type: string): boolean {
  if (type !== 'taskList' && type !== 'taskItem') return true
  const { localId, state } = asRecord(node['attrs']) ?? {}
  if (typeof localId !== 'string') return false
  return type === 'taskList' || state === 'TODO' || state === 'DONE'
}

function isHeadingLevel(level: unknown): boolean {
  return typeof level === 'number' && [1, 2, 3, 4, 5, 6].includes(level)
}

/** Jira refuses an empty text node, a trap for renderers of empty values. */
function isText(node: Record<string, unknown>): boolean {
  if (typeof node['text'] !== 'string' || node['text'] === '') return false
  const marks = node['marks'] === undefined ? [] : asList(node['marks'])
  const types = marks?.map((mark) => String(asRecord(mark)?.['type'])) ?? ['none']
  // Code is only code: besides it may be a link.
  if (types.includes('code') && types.some((type) => type !== 'code' && type !== 'link')) return false
  return types.every((type) => markTypes.includes(type)) && new Set(types).size === types.length
}
