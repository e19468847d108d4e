import { SMTPServer } from 'smtp-server'
import { freePort } from './hub-process.ts'

/** A mail as its reader has it. */
export interface ReceivedMail {
  /** Whom the server was told to bring it to, whatever its headers say. */
  recipients: string[]
  /** Lower-case names; encoded words are decoded. */
  headers: Map<string, string>
  text: string
  html: string
  raw: string
}

export interface MailServer {
  url: string
  mails: ReceivedMail[]
  /** Recipients that it refuses, with the code and words of the refusal. */
  refused: Map<string, { code: number; words: string }>
  /** How many mails it was asked to take from the start. */
  asked(): number
  /** Begins to listen, at the same port as before. */
  start(): Promise<void>
  stop(): Promise<void>
}

/**
 * A real mail server on loopback that keeps what it takes.
 * @param account whoever sends has to sign in with
 */
export async function startMailServer(account?: { user: string; password: string }): Promise<MailServer> {
  const port = await freePort()
  const mails: ReceivedMail[] = []
  const refused: MailServer['refused'] = new Map()
  let asked = 0
  let server: SMTPServer | undefined

  const mailServer: MailServer = {
    url: `smtp://127.0.0.1:${port}`,
    mails,
    refused,
    asked: () => asked,
    async start() {
      server = new SMTPServer({
        authOptional: account === undefined,
        // There is no TLS here to wait for.
        allowInsecureAuth: true,
        onAuth({ username, password }, _session, done) {
          const isRight = username === account?.user && password === account?.password
          // As careless as some are.
          done(isRight ? null : new Error(`Wrong password ${password} of ${username}`), { user: username })
        },
        disabledCommands: ['STARTTLS'],
        onRcptTo({ address }, _session, done) {
          asked += 1
          const refusal = refused.get(address)
          done(refusal ? Object.assign(new Error(refusal.words), { responseCode: refusal.code }) : null)
        },
        onData(stream, { envelope }, done) {
          const parts: Buffer[] = []
          stream.on('data', (part: Buffer) => parts.push(part))
          stream.on('end', () => {
            const recipients = envelope.rcptTo.map(({ address }) => address)
            mails.push(readMail(Buffer.concat(parts).toString('utf8'), recipients))
            done()
          })
        },
      })
      const { promise, resolve } = Promise.withResolvers<void>()
      server.listen(port, '127.0.0.1', resolve)
      await promise
    },
    async stop() {
      const { promise, resolve } = Promise.withResolvers<void>()
      server?.close(() => resolve())
      await promise
    },
  }
  await mailServer.start()
  return mailServer
}

function readMail(raw: string, recipients: string[]): ReceivedMail {
  const { headers, body } = entity(raw)
  const boundary = /boundary="?([^";]+)"?/u.exec(headers.get('content-type') ?? '')?.[1]
  const parts = boundary
    ? body
        .split(`--${boundary}`)
        .slice(1, -1)
        .map((part) => entity(part.trimStart()))
    : []
  const part = (type: string) => {
    const found = parts.find((one) => one.headers.get('content-type')?.startsWith(type))
    return found ? decoded(found) : ''
  }
  const isPlain = (headers.get('content-type') ?? 'text/plain').startsWith('text/plain')
  const text = isPlain ? decoded({ headers, body }) : part('text/plain')
  return { recipients, headers, text, html: part('text/html'), raw }
}

function entity(raw: string): { headers: Map<string, string>; body: string } {
  const end = raw.indexOf('\r\n\r\n')
  const lines = raw
    .slice(0, end)
    .replaceAll(/\r\n[ \t]+/gu, ' ')
    .split('\r\n')
  const headers = lines.map((line): [string, string] => {
    const colon = line.indexOf(':')
    return [line.slice(0, colon).toLowerCase(), words(line.slice(colon + 1).trim())]
  })
  return { headers: new Map(headers), body: raw.slice(end + 4) }
}

function decoded({ headers, body }: { headers: Map<string, string>; body: string }): string {
  const encoding = headers.get('content-transfer-encoding')?.toLowerCase()
  const whole =
    encoding === 'base64'
      ? Buffer.from(body, 'base64').toString('utf8')
      : encoding === 'quoted-printable'
        ? quoted(body.replaceAll('=\r\n', ''))
        : body
  return whole.replaceAll('\r\n', '\n')
}

const quoted = (text: string) =>
  Buffer.from(
    text.replaceAll(/=([\dA-F]{2})/gu, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
    'latin1',
  ).toString('utf8')

/** RFC 2047. */
const words = (header: string) =>
  header
    .replaceAll(/\?=\s+=\?/gu, '?==?')
    .replaceAll(/=\?utf-8\?([BQ])\?([^?]*)\?=/giu, (_, way: string, text: string) =>
      way.toUpperCase() === 'B'
        ? Buffer.from(text, 'base64').toString('utf8')
        : quoted(text.replaceAll('_', ' ')),
    )
