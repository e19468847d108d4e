import { createServer, request as forward, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'

interface Echo {
  status: number
  html?: boolean
}

/** Stands before a tracker. While it echoes, it answers by itself, with everything that it was sent. */
export interface EchoProxy {
  url: string
  /** From now on it echoes, with this status and perhaps as a page; undefined: it passes everything on. */
  echoWith(echo: Echo | undefined): void
  /** How often it has echoed. */
  echoes: number
  close(): Promise<void>
}

/** @param target none: it always echoes */
export async function startEchoProxy(target?: string): Promise<EchoProxy> {
  let echo: Echo | undefined = target === undefined ? { status: 500 } : undefined
  const server = createServer((incoming, outgoing) => {
    if (echo) proxy.echoes += 1
    const work = echo ? answer(incoming, outgoing, echo) : pass(incoming, outgoing, target ?? '')
    work.catch(() => outgoing.destroy())
  })
  const { promise, resolve } = Promise.withResolvers<void>()
  server.listen(0, '127.0.0.1', resolve)
  await promise
  const proxy: EchoProxy = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    echoWith: (next) => void (echo = next),
    echoes: 0,
    async close() {
      server.closeAllConnections()
      const closed = Promise.withResolvers<void>()
      server.close(() => closed.resolve())
      await closed.promise
    },
  }
  return proxy
}

async function pass(incoming: IncomingMessage, outgoing: ServerResponse, target: string): Promise<void> {
  const body = await text(incoming)
  const { 'accept-encoding': _, ...headers } = incoming.headers
  const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>()
  const upstream = forward(
    new URL(incoming.url ?? '/', target),
    { method: incoming.method, headers, agent: false },
    resolve,
  )
  upstream.on('error', reject)
  upstream.end(body)
  const received = await promise
  outgoing.writeHead(received.statusCode ?? 502, received.headers)
  received.pipe(outgoing)
}

/** Everything that a careless server may put into its words: headers, decoded credentials, the body as it came and as it was read. */
async function answer(incoming: IncomingMessage, outgoing: ServerResponse, echo: Echo): Promise<void> {
  const body = await text(incoming)
  const { status, html } = echo
  const { authorization = '' } = incoming.headers
  const credential = authorization.split(' ')[1] ?? ''
  const pair = Buffer.from(credential, 'base64').toString()
  const others = Object.entries(incoming.headers).map(([name, value]) => `${name}: ${String(value)}`)
  const form = [...new URLSearchParams(body).values()]
  // What matters first: words that are too long are cut.
  const said = [pair, authorization, encodeURIComponent(pair), ...form, body, incoming.url, ...others].join(
    ' | ',
  )
  if (html) {
    outgoing.writeHead(status, { 'content-type': 'text/html' })
    outgoing.end(`<html><head><title>${escaped(said)}</title></head><body>${escaped(said)}</body></html>`)
    return
  }
  outgoing.writeHead(status, { 'content-type': 'application/json' })
  outgoing.end(
    JSON.stringify({
      errorMessages: [said],
      errors: { summary: said },
      message: said,
      error: status === 401 ? { message: said, detail: said } : said,
      error_description: said,
      code: said,
      reason: said,
    }),
  )
}

const escaped = (raw: string) =>
  raw.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
