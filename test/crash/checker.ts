/** Every title of the campaign begins so; what else is in a tracker is not its business. */
export const titleOf = (lane: string, number: number) => `Crash ${number} for ${lane}`
const isOurs = (title: string) => title.startsWith('Crash ')

/** A ticket as the hub shows it. */
export interface HubTicket {
  title: string
  state: string
  issueId: string | null
}

/** What there is of one tracker when everything has settled. */
export interface Found {
  lane: string
  /** It offers no search, so parking is an honest end. */
  blind: boolean
  /** The titles that the hub was asked for, each by a client that did not give up before it had an answer. */
  asked: string[]
  tickets: HubTicket[]
  /** From the tracker's own state. */
  issues: { id: string; title: string }[]
}

export interface Verdict {
  lane: string
  requests: number
  issues: number
  parked: number
  doubled: number
  lost: number
  /** One sentence for each thing that is wrong. */
  wrong: string[]
}

/** Judges one tracker: each request is exactly one issue, or parked where nobody can tell. */
export function judge(found: Found): Verdict {
  const issues = Map.groupBy(
    found.issues.filter(({ title }) => isOurs(title)),
    ({ title }) => title,
  )
  const tickets = Map.groupBy(found.tickets, ({ title }) => title)
  const verdict: Verdict = {
    lane: found.lane,
    requests: found.asked.length,
    issues: [...issues.values()].flat().length,
    parked: 0,
    doubled: 0,
    lost: 0,
    wrong: [],
  }
  const asked = new Set(found.asked)
  for (const title of asked) {
    const of = { issues: issues.get(title) ?? [], tickets: tickets.get(title) ?? [], blind: found.blind }
    const { end, words } = endOf(of)
    if (end !== 'one') verdict[end] += 1
    if (words) verdict.wrong.push(`${found.lane}: “${title}” ${words}`)
  }
  for (const title of issues.keys()) {
    if (asked.has(title)) continue
    verdict.doubled += 1
    verdict.wrong.push(`${found.lane}: “${title}” was created, but nobody asked for it.`)
  }
  return verdict
}

type End = { end: 'one' | 'parked' | 'doubled' | 'lost'; words?: string }

function endOf({
  issues,
  tickets,
  blind,
}: {
  issues: { id: string }[]
  tickets: HubTicket[]
  blind: boolean
}): End {
  const [issue] = issues
  const [ticket] = tickets
  if (issues.length > 1) return { end: 'doubled', words: `is ${issues.length} issues.` }
  if (tickets.length > 1) return { end: 'doubled', words: `is ${tickets.length} tickets.` }
  if (!ticket) return { end: 'lost', words: 'is no ticket.' }
  if (ticket.state === 'parked' && blind) return { end: 'parked' }
  if (!issue) return { end: 'lost', words: `is no issue; its ticket is ${ticket.state}.` }
  if (ticket.state !== 'done')
    return { end: 'lost', words: `is an issue, but its ticket is ${ticket.state}.` }
  if (ticket.issueId !== issue.id) return { end: 'lost', words: 'is linked to another issue.' }
  return { end: 'one' }
}
