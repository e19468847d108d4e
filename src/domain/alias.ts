/** What an alias is about: a service ticket, a diagnostic run, a service. */
export type AliasLetter = 'T' | 'D' | 'S'

/** The hour in which an alias is given, UTC: `190517_08`. */
export function aliasHour(at: Date): string {
  const iso = at.toISOString()
  return `${iso.slice(2, 4)}${iso.slice(5, 7)}${iso.slice(8, 10)}_${iso.slice(11, 13)}`
}

/** DX34: `T190517_08006`, from a counter within the hour. */
export const serviceAlias = (letter: AliasLetter, hour: string, count: number) =>
  `${letter}${hour}${String(count).padStart(3, '0')}`

/** Whether a text has the form of such an alias, the older one without the hour included (D26). */
export const isAlias = (letter: AliasLetter, text: string) =>
  text.startsWith(letter) && /^[TDS]\d{6}_\d{3,12}$/u.test(text)
