/** The request by which an alarm’s console learns of its ticket (B25), as a person wrote it. */
export interface WriteBackTemplate {
  method: 'POST' | 'PUT' | 'PATCH'
  url: string
  /** A value is a secret: whoever keeps the template keeps it sealed. */
  headers: { name: string; value: string }[]
  /** JSON in whose texts `{{field}}` may stand. */
  body: string
  /** BX22: what `{{ticketIdName}}` and `{{ticketUrlName}}` are. */
  ticketIdName: string
  ticketUrlName: string
}

/** What is sent. */
export interface FilledRequest {
  method: WriteBackTemplate['method']
  url: string
  headers: { name: string; value: string }[]
  body: string
}

/** What may stand between `{{` and `}}`, with an example that shows what it is. */
export const writeBackFields = {
  ticketId: { what: 'the issue’s key in the tracker', example: 'INFRA-12' },
  ticketUrl: { what: 'the issue’s own page', example: 'https://tracker.example.com/browse/INFRA-12' },
  ticketAlias: { what: 'the ticket’s name in the hub', example: 'CT-12' },
  hubUrl: { what: 'the ticket’s page in the hub', example: 'https://hub.example.com/tickets/CT-12' },
  alarmId: { what: 'the alarm’s id in the hub', example: '0192f0c0-0000-7000-8000-000000000000' },
  rootKey: { what: 'Alarm ID, the root alarm’s key', example: '34/100' },
  agent: { what: 'DMA ID, the agent that raised it', example: '34' },
  elementId: { what: 'the element’s id', example: '34/7' },
  elementName: { what: 'the element’s name', example: 'Edge router 7' },
  ticketIdName: { what: 'the name of the property for the ticket’s id', example: 'Ticket ID' },
  ticketUrlName: { what: 'the name of the property for the ticket’s address', example: 'Ticket URL' },
} as const

export type WriteBackField = keyof typeof writeBackFields
export type WriteBackValues = Record<WriteBackField, string>

const names = Object.keys(writeBackFields) as WriteBackField[]
export const exampleValues = Object.fromEntries(
  names.map((name) => [name, writeBackFields[name].example]),
) as WriteBackValues

const place = /\{\{\s*([^{}]*?)\s*\}\}/gu

function filled(text: string, values: WriteBackValues, write: (value: string) => string): string {
  return text.replaceAll(place, (_, name: WriteBackField) => write(values[name]))
}

/** `..` cannot be escaped in a path: it would change which address is meant. */
const isStep = (segment: string) => /^(?:\.|%2e){1,2}$/iu.test(segment)
const segmentsOf = (url: string) => (url.split(/[?#]/u)[0] ?? '').split('/')

/**
 * The request with an alarm’s values in its places: percent-encoded in the address, escaped in JSON.
 * @returns `message` where these values cannot be sent as they are
 */
export function fillWriteBack(
  template: WriteBackTemplate,
  values: WriteBackValues,
): { request: FilledRequest } | { message: string } {
  const url = filled(template.url, values, (value) => encodeURIComponent(value.toWellFormed()))
  const empty = fieldsIn(template.url).find((name) => values[name] === '')
  if (empty) return { message: `The address needs {{${empty}}}, which this alarm does not have.` }
  if (segmentsOf(url).some(isStep)) {
    return { message: 'The alarm’s values would change the address: a part of its path would be “..”.' }
  }
  const headers = template.headers.map(({ name, value }) => ({
    name,
    value: filled(value, values, (one) => one),
  }))
  const bad = headers.find(({ value }) => !isHeaderValue(value))
  if (bad) {
    return { message: `The header ${bad.name} would hold characters that no header can carry.` }
  }
  const body = filled(template.body, values, (value) => JSON.stringify(value).slice(1, -1))
  return { request: { method: template.method, url, headers, body } }
}

const fieldsIn = (text: string) => [...text.matchAll(place)].map(([, name]) => name as WriteBackField)

/** Visible ASCII, Latin-1 and spaces, as HTTP has them; nothing that could end the header. */
const isHeaderValue = (value: string) => /^[\t\u0020-\u007e\u0080-\u00ff]*$/u.test(value)

/** Where a secret may be sent. */
export const originOf = (url: string) =>
  URL.canParse(url.replaceAll(place, 'x')) ? new URL(url.replaceAll(place, 'x')).origin : ''

interface Wrong {
  field: string
  message: string
}

/** What is wrong with a template, by its field, in words that say what would be right. */
export function wrongInWriteBack(template: WriteBackTemplate): Wrong[] {
  const headers = template.headers.map(({ value }, index) => ({
    field: `headers.${index}.value`,
    text: value,
  }))
  const texts = [{ field: 'url', text: template.url }, ...headers, { field: 'body', text: template.body }]
  const wrong = [
    ...texts.flatMap(({ field, text }) => wrongPlaces(field, text)),
    ...template.headers.flatMap(({ name }, index) => wrongHeader(name, index)),
  ]
  // What is filled in begins like nothing that JSON knows outside a text.
  return wrong.length > 0 ? wrong : [...wrongAddress(template.url), ...wrongBody(template.body)]
}

function wrongPlaces(field: string, text: string): Wrong[] {
  const unknown = fieldsIn(text).find((name) => !Object.hasOwn(writeBackFields, name))
  if (unknown !== undefined) {
    return [{ field, message: `There is no field {{${unknown}}}. There are: ${names.join(', ')}.` }]
  }
  if (!text.replaceAll(place, '').includes('{{')) return []
  return [{ field, message: 'A place is written {{ticketId}}, with two braces on each side.' }]
}

/** The library sets these by itself, or they would change who is spoken to. */
const ownHeaders = new Set([
  'host',
  'content-length',
  'transfer-encoding',
  'connection',
  'content-type',
  'upgrade',
])

function wrongHeader(name: string, index: number): Wrong[] {
  const field = `headers.${index}.name`
  if (!/^[!#$%&'*+.^_`|~\w-]+$/u.test(name)) {
    return [{ field, message: 'A header’s name has letters, digits and hyphens, such as Authorization.' }]
  }
  if (!ownHeaders.has(name.toLowerCase())) return []
  return [{ field, message: `${name} is set by the hub itself: leave it out.` }]
}

function wrongAddress(url: string): Wrong[] {
  const right = 'the address of the console’s API, such as https://console.example.com/alarms/{{rootKey}}'
  const [one, other] = ['x', 'y'].map((letter) => url.replaceAll(place, letter))
  if (!one || !other || !URL.canParse(one) || !/^https?:$/u.test(new URL(one).protocol)) {
    return [{ field: 'url', message: right }]
  }
  const { origin, username, password, hash } = new URL(one)
  // An alarm must not choose where the headers go.
  if (!URL.canParse(other) || new URL(other).origin !== origin) {
    return [{ field: 'url', message: 'No place may stand in the host: it is always the same console.' }]
  }
  if (username || password) {
    return [{ field: 'url', message: 'Leave user name and password out of the address: use a header.' }]
  }
  if (hash) return [{ field: 'url', message: 'Leave out what follows “#”: it is never sent.' }]
  return segmentsOf(one).some(isStep) ? [{ field: 'url', message: right }] : []
}

/** No JSON outside a text begins like this, and it has what has to be escaped. */
const odd = 'x"\\\n'

function wrongBody(body: string): Wrong[] {
  const values = Object.fromEntries(names.map((name) => [name, odd])) as WriteBackValues
  try {
    JSON.parse(filled(body, values, (value) => JSON.stringify(value).slice(1, -1)))
    return []
  } catch {
    const message = 'JSON, with places only inside texts, such as {"value": "{{ticketId}}"}'
    return [{ field: 'body', message }]
  }
}
