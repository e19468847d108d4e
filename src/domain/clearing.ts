/** What the clearing of an alarm does to its ticket (BX26). */
export const clearingRules = ['nothing', 'comment', 'close'] as const
export type ClearingRule = (typeof clearingRules)[number]

/** The alarms of one ticket that changed at one moment, and how many others of it are raised. */
export interface Turn {
  to: 'cleared' | 'raised'
  titles: string[]
  stillRaised: number
  at: Date
}

const mostNamed = 5

/** What is said on the ticket, and in the tracker. */
export function turnInWords({ to, titles, stillRaised, at }: Turn): string {
  const when = `${at.toISOString().slice(0, 19).replace('T', ' ')} (UTC)`
  const more = titles.length - mostNamed
  const named = titles
    .slice(0, mostNamed)
    .map((title) => `“${title}”`)
    .join(', ')
  const all = more > 0 ? `${named} and ${more} more` : named
  const subject = titles.length === 1 ? `The alarm ${all} was` : `The alarms ${all} were`
  if (to === 'raised') return `${subject} raised again at ${when}.`
  const rest =
    stillRaised === 0
      ? ''
      : ` ${stillRaised === 1 ? 'One other alarm' : `${stillRaised} other alarms`} of this ticket ${stillRaised === 1 ? 'is' : 'are'} still raised.`
  return `${subject} cleared at ${when}.${rest}`
}

/** A ticket is closed only when nothing of what it is about is raised any more. */
export const closesTicket = (rule: ClearingRule, { to, stillRaised }: Turn) =>
  rule === 'close' && to === 'cleared' && stillRaised === 0
