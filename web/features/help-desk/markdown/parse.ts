import type { Root } from 'mdast'
import { fromMarkdown } from 'mdast-util-from-markdown'
import { gfmFromMarkdown } from 'mdast-util-gfm'
import { gfm } from 'micromark-extension-gfm'

const longest = 100_000
const deepest = 32

const containers = /^(?:[ \t]*(?:>|[-+*](?=[ \t])|\d{1,9}[.)](?=[ \t])))+/u
const marker = />|[-+*]|\d{1,9}[.)]/gu
/** A line of nothing but these is a rule. */
const rule = /^[ \t]*([-*_])(?:[ \t]*\1)*[ \t]*$/u

function isDeep(line: string): boolean {
  if (rule.test(line)) return false
  return (containers.exec(line)?.[0].match(marker)?.length ?? 0) > deepest
}

/** So many marks in one paragraph are each tried against each other, and hold the page up for seconds. */
const isSprinkled = (block: string) =>
  (block.match(/\*+|_+|~+/gu)?.length ?? 0) > 1_000 || (block.match(/\[|\]\(/gu)?.length ?? 0) > 1_000

/**
 * Markdown as a tree, in GitHub’s flavour. Null for what would keep the browser busy: such a text is shown as it is written.
 */
export function parseMarkdown(text: string): Root | null {
  if (text.length > longest || text.split('\n').some(isDeep)) return null
  if (text.split(/\n[ \t]*\n/u).some(isSprinkled)) return null
  try {
    return fromMarkdown(text, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] })
  } catch (error) {
    if (error instanceof RangeError) return null
    throw error
  }
}

/** Where a link may lead: the web and mail. Anything else is only its words. */
export function safeAddress(url: string): string | null {
  if (!URL.canParse(url)) return null
  const { protocol, href } = new URL(url)
  return ['http:', 'https:', 'mailto:'].includes(protocol) ? href : null
}
