import { useMemo } from 'react'
import { parseMarkdown } from './parse.ts'
import { PlainText } from './plain-text.tsx'
import { MarkdownTree } from './tree.tsx'

export default function Rendered({ text }: { text: string }) {
  const root = useMemo(() => parseMarkdown(text), [text])
  return root ? <MarkdownTree root={root} /> : <PlainText text={text} />
}
