import type { Root } from 'mdast'
import { gfmToMarkdown } from 'mdast-util-gfm'
import { toMarkdown } from 'mdast-util-to-markdown'

/** A tree as Markdown in GitHub’s flavour, without the line end behind it. */
export function printMarkdown(root: Root): string {
  const printed = toMarkdown(root, {
    bullet: '-',
    rule: '-',
    fences: true,
    listItemIndent: 'one',
    extensions: [gfmToMarkdown({ tablePipeAlign: false })],
  })
  return printed.replace(/\n+$/u, '')
}
