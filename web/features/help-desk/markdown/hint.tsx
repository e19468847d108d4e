import { Code } from '@mantine/core'

/** What can be written, in a line. */
export function MarkdownHint() {
  return (
    <>
      Markdown: <Code>**bold**</Code> <Code>- list</Code> <Code>`code`</Code> <Code>[words](https://…)</Code>
    </>
  )
}
