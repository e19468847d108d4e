const groupLength = 4
const groupsOfLine = 7

/** A key as one reads it out: in groups of four, in lines that fit a phone. */
export function inGroups(key: string): string {
  const groups = key.match(new RegExp(`.{1,${groupLength}}`, 'gu')) ?? []
  const lines = Array.from({ length: Math.ceil(groups.length / groupsOfLine) }, (_, line) =>
    groups.slice(line * groupsOfLine, (line + 1) * groupsOfLine).join(' '),
  )
  return lines.join('\n')
}
