import { shorten } from './describe.ts'

const mostLines = 20
const mostNamed = 5
const longestLine = 200

const lineOf = (title: string) => shorten(title.replace(/\s+/gu, ' ').trim(), longestLine).text

/** The description of a ticket that several alarms share from its beginning: the first one’s words, then all of them. */
export function describeTogether(own: string, titles: string[]): string {
  const more = titles.length - mostLines
  const lines = titles.slice(0, mostLines).map((title) => `- ${lineOf(title)}`)
  if (more > 0) lines.push(`and ${more} more`)
  return [own, ['Raised together:', ...lines].join('\n')].filter(Boolean).join('\n\n')
}

/** What a ticket’s timeline says about alarms that share it from now on. */
export function joinedInWords(titles: string[]): string {
  const more = titles.length - mostNamed
  const named = titles
    .slice(0, mostNamed)
    .map((title) => `“${lineOf(title)}”`)
    .join(', ')
  const all = more > 0 ? `${named} and ${more} more` : named
  return `${titles.length === 1 ? 'The alarm' : 'The alarms'} ${all} joined this ticket.`
}
