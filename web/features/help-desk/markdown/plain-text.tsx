/** As it is written: until the renderer has come, and for what it does not take. */
export function PlainText({ text }: { text: string }) {
  return <div style={{ whiteSpace: 'pre-wrap' }}>{text}</div>
}
