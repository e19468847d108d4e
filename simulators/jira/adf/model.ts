/** Atlassian Document Format: https://developer.atlassian.com/cloud/jira/platform/apis/document/structure/ */
export interface AdfMark {
  type: string
  attrs?: Record<string, unknown>
}

export interface AdfNode {
  type: string
  text?: string
  attrs?: Record<string, unknown>
  marks?: AdfMark[]
  content?: AdfNode[]
}

export interface AdfDocument {
  type: 'doc'
  version: 1
  /** The markup that it was written in, on a server. */
  wiki?: string
  content: AdfNode[]
}

export const blockNodes = [
  'paragraph',
  'heading',
  'bulletList',
  'orderedList',
  'codeBlock',
  'blockquote',
  'rule',
  'panel',
  'table',
  'expand',
  'mediaSingle',
  'taskList',
]
export const inlineNodes = ['text', 'hardBreak', 'mention', 'emoji', 'inlineCard', 'date', 'status']
export const markTypes = [
  'strong',
  'em',
  'code',
  'link',
  'strike',
  'underline',
  'subsup',
  'textColor',
  'backgroundColor',
]

/** A document of plain paragraphs, one a line. */
export function plainDocument(text: string): AdfDocument {
  return {
    type: 'doc',
    version: 1,
    content: text.split(/\r?\n/).map((line): AdfNode => {
      return line === ''
        ? { type: 'paragraph', content: [] }
        : { type: 'paragraph', content: [{ type: 'text', text: line }] }
    }),
  }
}
