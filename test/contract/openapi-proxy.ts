import {
  createServer,
  request as forward,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { openapiCheck, type Exchange } from './openapi-check.ts'

export interface CheckingProxy {
  url: string
  /** What in requests or answers broke the description, one text each. */
  violations: string[]
  close: () => Promise<void>
}

/**
 * Starts a proxy on loopback that passes everything on to `target` unchanged and checks both directions
 * against an OpenAPI 3.0 description, so that a whole provider can be driven through it.
 */
export async function startCheckingProxy(options: {
  description: string
  target: string
  /** What stands before the paths of the description. */
  prefix?: string
}): Promise<CheckingProxy> {
  const { prefix = '' } = options
  const check = await openapiCheck(options.description)
  const violations: string[] = []
  const server = createServer((incoming, outgoing) => {
    pass(incoming, outgoing, options.target).then(
      (exchange) => violations.push(...check({ ...exchange, url: exchange.url.slice(prefix.length) })),
      // The target closed the connection without an answer: so does the proxy.
      () => outgoing.destroy(),
    )
  })
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  const { port } = server.address() as AddressInfo
  return { url: `http://127.0.0.1:${port}`, violations, close: () => closeServer(server) }
}

async function pass(incoming: IncomingMessage, outgoing: ServerResponse, target: string): Promise<Exchange> {
  const { method = 'GET', url = '/' } = incoming
  const requestBody = await text(incoming)
  const answer = await new Promise<IncomingMessage>((resolve, reject) => {
    const { 'accept-encoding': _encoding, ...headers } = incoming.headers
    const upstream = forward(new URL(url, target), { method, headers, agent: false }, resolve)
    upstream.on('error', reject)
    upstream.end(requestBody)
  })
  const responseBody = await text(answer)
  outgoing.writeHead(answer.statusCode ?? 502, answer.headers)
  outgoing.end(responseBody)
  return {
    method,
    url,
    requestHeaders: singleValues(incoming),
    requestBody,
    status: answer.statusCode ?? 502,
    contentType: answer.headers['content-type'] ?? '',
    responseBody,
  }
}

function singleValues({ headers }: IncomingMessage): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]))
}

async function closeServer(server: Server): Promise<void> {
  server.closeAllConnections()
  await new Promise<void>((resolve) => {
    server.close(() => resolve())
  })
}
