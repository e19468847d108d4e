import type { Letter } from '../deps.ts'

const entities: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}
const escaped = (text: string) => text.replace(/[&<>"']/gu, (sign) => entities[sign] ?? '')

/** Names are of people: none of them may begin a line or a header of its own. */
export const oneLine = (text: string) => text.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ').trim()

/** A mail to one person: paragraphs, and at most one thing to do. */
export function letterTo(
  to: string,
  of: { subject: string; paragraphs: string[]; action?: { label: string; url: string }; closing: string[] },
): Letter {
  const { paragraphs, action, closing } = of
  const subject = oneLine(of.subject)
  const text = [
    ...paragraphs.map(oneLine),
    ...(action ? [`${action.label}:\n${action.url}`] : []),
    ...closing.map(oneLine),
  ].join('\n\n')
  const html = [
    ...paragraphs.map((one) => `<p>${escaped(oneLine(one))}</p>`),
    ...(action ? [`<p><a href="${escaped(action.url)}">${escaped(action.label)}</a></p>`] : []),
    ...closing.map((one) => `<p style="font-size:12px">${escaped(oneLine(one))}</p>`),
  ].join('\n')
  return {
    to: [to],
    subject,
    text,
    html: `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>${escaped(subject)}</title></head>
<body style="font-family:sans-serif;font-size:14px;line-height:1.45">
${html}
</body></html>
`,
    headers: { 'Auto-Submitted': 'auto-generated' },
  }
}
