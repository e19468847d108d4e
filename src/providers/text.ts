/** Text as a tracker can take it: plain line ends, no control characters but those and tabs, no half characters. */
export function cleanText(text: string): string {
  return text
    .replace(/\r\n?|[\u2028\u2029]/gu, '\n')
    .replace(/[^\P{Cc}\n\t]|[\uFEFF\uFFFE\uFFFF]/gu, '')
    .toWellFormed()
}

/** The same on one line. */
export function cleanLine(text: string): string {
  return cleanText(text)
    .replace(/[\n\t ]+/gu, ' ')
    .trim()
}
