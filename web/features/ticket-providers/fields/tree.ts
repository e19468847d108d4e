export interface Choice {
  value: string
  label: string
}

/** How deep a choice of a tree stands, and what its last part is called: `CloudOps\AWS` is `AWS`, one step down. */
export function placeOf(label: string, separator: string): { depth: number; name: string } {
  const parts = label.split(separator)
  return { depth: parts.length - 1, name: parts.at(-1) ?? label }
}

/** The choices that hold the words, each with everything above it: what is found still shows where it belongs. */
export function fitting<T extends Choice>(choices: T[], words: string, separator: string): T[] {
  const wanted = words.trim().toLowerCase()
  if (wanted === '') return choices
  const found = choices.filter(({ label }) => label.toLowerCase().includes(wanted))
  return choices.filter(({ label }) =>
    found.some((one) => one.label === label || one.label.startsWith(label + separator)),
  )
}
