import { inlineNodes, type AdfDocument, type AdfNode } from './model.ts'

/** The words of a document: what counts against Jira's limit, and what webhooks carry instead of the document. */
export function plainText(document: AdfDocument | null): string {
  return document ? blocks(document.content).trimEnd() : ''
}

function blocks(nodes: AdfNode[]): string {
  return nodes.map((node) => (inlineNodes.includes(node.type) ? inline(node) : block(node))).join('')
}

function block(node: AdfNode): string {
  const text = blocks(node.content ?? [])
  return text.endsWith('\n') ? text : `${text}\n`
}

function inline(node: AdfNode): string {
  if (node.type === 'text') return node.text ?? ''
  if (node.type === 'hardBreak') return '\n'
  const label = node.attrs?.['text'] ?? node.attrs?.['url'] ?? node.attrs?.['shortName']
  return typeof label === 'string' ? label : ''
}
