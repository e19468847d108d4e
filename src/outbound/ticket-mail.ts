import type { Letter } from '../deps.ts'
import type { RunInMail } from '../domain/notification.ts'
import { ticketMembers } from '../domain/partner-members.ts'

interface Fact {
  label: string
  /** As it is called in the API. */
  wireName?: string
  value: string
}

const nothing = '–'

/** The mail about a new service ticket: all of its data but `modification_date`, and its diagnostic run (D15, D16). */
export function ticketMail(of: {
  notificationId: string
  recipient: string
  ticket: Record<string, unknown>
  run: RunInMail | undefined
  deskName: string
  publicUrl: string
  now: Date
}): Letter {
  const { ticket, run, deskName, publicUrl } = of
  const alias = line(ticket['alias'])
  const title = `Ticket ${alias}: ${line(ticket['category'])}`
  const parts = [
    { title: 'Ticket', facts: factsOf(ticket) },
    { title: 'Diagnostic run', facts: run ? runFacts(run) : [{ label: 'Diagnostic run', value: 'none' }] },
  ]
  const opening = `${deskName} has received this ticket on ${line(ticket['service_alias'])}.`
  const closing = `Sent by itself by the ticketing of ${deskName}. Read the ticket and answer it at ${publicUrl}/api/tickets/${encodeURIComponent(alias)}/`
  return {
    to: [of.recipient],
    subject: `[${alias}] ${line(ticket['category'])} on ${line(ticket['service_alias'])}`,
    text: asText({ title, opening, parts, closing }),
    html: asHtml({ title, opening, parts, closing }),
    messageId: `<${of.notificationId}@${new URL(publicUrl).hostname}>`,
    date: of.now,
    headers: { 'Auto-Submitted': 'auto-generated' },
  }
}

function factsOf(ticket: Record<string, unknown>): Fact[] {
  return Object.entries(ticketMembers).flatMap(([name, label]) =>
    name === 'modification_date' ? [] : factsOfMember(name, label, ticket[name]),
  )
}

const innerLabels: Record<string, string> = {
  first_name: 'first name',
  last_name: 'last name',
  email: 'e-mail',
  phone_number: 'phone',
  comment: 'text',
  author: 'author',
}

/** An object becomes a line a member. */
function factsOfMember(name: string, label: string, value: unknown): Fact[] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return [{ label, wireName: name, value: inWords(value) }]
  }
  return Object.entries(value).map(([inner, one]) => ({
    label: `${label}, ${innerLabels[inner] ?? inner}`,
    wireName: `${name}.${inner}`,
    value: inWords(one),
  }))
}

function inWords(value: unknown): string {
  if (Array.isArray(value)) return value.length > 0 ? value.map(String).join(', ') : nothing
  if (typeof value === 'number' || typeof value === 'boolean') return String(value)
  return typeof value === 'string' && value !== '' ? value : nothing
}

function runFacts({ alias, number, kind, status, startedAt, endedAt, findings }: RunInMail): Fact[] {
  return [
    { label: 'Diagnostic run', value: `${alias} (${number})` },
    { label: 'Kind', value: kind },
    { label: 'Result', value: status },
    { label: 'Started', value: startedAt?.toISOString() ?? nothing },
    { label: 'Ended', value: endedAt?.toISOString() ?? nothing },
    ...(findings.length === 0
      ? [{ label: 'Findings', value: 'none' }]
      : findings.map(({ category, text }, index) => ({
          label: `Finding ${index + 1}`,
          value: category ? `${text} (${category})` : text,
        }))),
  ]
}

interface Body {
  title: string
  opening: string
  parts: { title: string; facts: Fact[] }[]
  closing: string
}

const nameOf = ({ label, wireName }: Fact) => (wireName ? `${label} (${wireName})` : label)

/** Further lines of a value are indented, so that none of them looks like another of the mail’s own. */
const indented = (value: string) => value.split(/\r\n|[\n\r\u2028\u2029]/u).join('\n    ')

function asText({ title, opening, parts, closing }: Body): string {
  const blocks = parts.map((part) =>
    [part.title.toUpperCase(), ...part.facts.map((fact) => `${nameOf(fact)}: ${indented(fact.value)}`)].join(
      '\n',
    ),
  )
  return [title, opening, ...blocks, `-- \n${closing}`].join('\n\n')
}

const entities: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}
const escaped = (text: string) => text.replace(/[&<>"']/gu, (sign) => entities[sign] ?? '')

const cell = 'padding:4px 12px 4px 0;vertical-align:top;text-align:left'

function asHtml({ title, opening, parts, closing }: Body): string {
  const tables = parts.map(
    (part) =>
      `<h2 style="font-size:16px;margin:20px 0 4px">${escaped(part.title)}</h2>\n` +
      `<table role="presentation" style="border-collapse:collapse">\n${part.facts.map(row).join('\n')}\n</table>`,
  )
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>${escaped(title)}</title></head>
<body style="font-family:sans-serif;font-size:14px;line-height:1.45">
<h1 style="font-size:20px">${escaped(title)}</h1>
<p>${escaped(opening)}</p>
${tables.join('\n')}
<p style="font-size:12px">${escaped(closing)}</p>
</body></html>
`
}

/** A value’s own direction of writing stays within its cell. */
function row({ label, wireName, value }: Fact): string {
  const name = wireName ? `${escaped(label)} <small>(${escaped(wireName)})</small>` : escaped(label)
  return `<tr><th scope="row" style="${cell};font-weight:600">${name}</th><td dir="auto" style="${cell};white-space:pre-wrap">${escaped(value)}</td></tr>`
}

/** In one line: for the subject, which must not become two headers. */
const line = (value: unknown) =>
  inWords(value)
    .replace(/[\p{Cc}\u2028\u2029]+/gu, ' ')
    .trim()
