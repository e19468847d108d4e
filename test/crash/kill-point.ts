// Loaded into a hub before anything else (`node --import`): notes each step of its input and output, and kills the hub
// with SIGKILL at the one it was told. The hub itself knows nothing of it.
import { createHash } from 'node:crypto'
import { subscribe } from 'node:diagnostics_channel'
import { appendFileSync } from 'node:fs'
import { PGlite } from '@electric-sql/pglite'
import { Query } from 'pg'

/** `<moment> <label>`, and at which of its occurrences. */
const deadly = process.env['CRASH_POINT']
const occurrence = Number(process.env['CRASH_OCCURRENCE'] ?? 1)
/** A file in which every step is written down. */
const notes = process.env['CRASH_NOTES']

const seen = new Map<string, number>()
let armed = false

function reach(moment: string, label: string): void {
  if (!armed) return
  const point = `${moment} ${label}`
  const times = (seen.get(point) ?? 0) + 1
  seen.set(point, times)
  if (notes) appendFileSync(notes, `${point}\n`)
  if (point === deadly && times === occurrence) process.kill(process.pid, 'SIGKILL')
}

const tables = /\b(?:from|join|into|update)\s+(?!of\b)"?([a-z_]+(?:"?\."?[a-z_]+)?)/giu

/** A statement by its verb, its first tables, the queue it is about, and a few letters that tell it from others like it. */
function labelOf(text: string, values: readonly unknown[] = []): string {
  const plain = text.replace(/\s+/gu, ' ').trim()
  const [verb = ''] = plain.split(/[ ;]/u)
  const named = Array.from(plain.matchAll(tables), ([, table = '']) => table.replaceAll('"', ''))
  const mark = createHash('sha256').update(plain).digest('hex').slice(0, 4)
  return [verb.toLowerCase(), ...new Set(named.slice(0, 3)), ...queueOf(plain, values), `#${mark}`].join(' ')
}

/** pg-boss names its queue in the text or as the first value. */
function queueOf(plain: string, [first]: readonly unknown[]): string[] {
  if (!plain.includes('pgboss.')) return []
  const [, named] = /'([a-z]+)' as name|name = '([a-z]+)'/u.exec(plain)?.filter(Boolean) ?? []
  return [`[${named ?? (typeof first === 'string' && first.length < 12 ? first : '')}]`]
}

/** What was said on a session before: `commit` alone would not tell which one. */
const before = new WeakMap<object, string>()

function labelIn(session: object, text: string, values?: readonly unknown[]): string {
  const label = labelOf(text, values)
  if (/^(?:commit|rollback)\b/u.test(label))
    return `${label.split(' ', 1)[0]} after ${before.get(session) ?? 'nothing'}`
  before.set(session, label)
  return label
}

interface Statement {
  text?: string
  values?: unknown[]
  submit: (this: Statement, connection: object) => unknown
  handleReadyForQuery: (this: Statement, connection: object) => void
}

/** The driver hands a statement to the socket in `submit`, and passes its result on in `handleReadyForQuery`. */
function watchPostgres(): void {
  const statement = Query.prototype as unknown as Statement
  const { submit, handleReadyForQuery } = statement
  const labels = new WeakMap<Statement, string>()
  statement.submit = function watched(connection) {
    const label = labelIn(connection, this.text ?? '', this.values)
    labels.set(this, label)
    reach('before', label)
    return submit.call(this, connection)
  }
  statement.handleReadyForQuery = function watched(connection) {
    reach('after', labels.get(this) ?? 'a statement')
    handleReadyForQuery.call(this, connection)
  }
}

function watchEmbedded(): void {
  for (const name of ['query', 'exec'] as const) {
    const original = PGlite.prototype[name] as (...given: unknown[]) => Promise<unknown>
    const watched = async function watched(this: PGlite, ...given: unknown[]) {
      const label = labelIn(this, String(given[0]), Array.isArray(given[1]) ? given[1] : [])
      reach('before', label)
      const result = await original.apply(this, given)
      reach('after', label)
      return result
    }
    Object.assign(PGlite.prototype, { [name]: watched })
  }
}

interface Outgoing {
  request: { method: string; path: string }
}

/** A call to a tracker: about to be written, written, its answer begun, its answer whole. */
function watchTrackers(): void {
  const moments = {
    'undici:client:sendHeaders': 'before',
    'undici:request:bodySent': 'sent',
    'undici:request:headers': 'answering',
    'undici:request:trailers': 'after',
  }
  for (const [channel, moment] of Object.entries(moments)) {
    subscribe(channel, (message) => {
      const { method, path } = (message as Outgoing).request
      reach(moment, `${method} ${path.replace(/\?.*$/u, '').replace(/[0-9a-f]{32}|\d+$/gu, '…')}`)
    })
  }
}

interface Incoming {
  request: { method?: string; url?: string }
}

/** A request that makes a ticket: taken, and answered. Nothing counts before the first one. */
function watchClients(): void {
  const makesTicket = ({ request: { method, url = '' } }: Incoming) =>
    method === 'POST' && /^\/v1\/(?:tickets|alarms\/[^/]+\/ticket)$/u.test(url)
  subscribe('http.server.request.start', (message) => {
    if (!makesTicket(message as Incoming)) return
    armed = true
    reach('before', 'a request for a ticket')
  })
  subscribe('http.server.response.finish', (message) => {
    if (makesTicket(message as Incoming)) reach('after', 'a request for a ticket')
  })
}

watchPostgres()
watchEmbedded()
watchTrackers()
watchClients()

// A hub whose campaign was itself killed has nobody left who would end it.
setInterval(() => process.ppid === 1 && process.exit(1), 1_000).unref()
