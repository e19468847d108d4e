import { STATUS_CODES } from 'node:http'
import type { Socket } from 'node:net'
import type { FastifyServerOptions } from 'fastify'
import { problem } from './problem.ts'

/** How long a caller may take, in milliseconds. */
export interface ServerLimits {
  /** Until all headers are there. */
  headersMs: number
  /** Until the whole request is there: 20 MiB need that long on a slow line. */
  requestMs: number
  /** Without a byte either way, while a request is under way. */
  silentMs: number
  /** How often slow callers are looked for. */
  checkMs: number
}

const usual: ServerLimits = { headersMs: 20_000, requestMs: 300_000, silentMs: 300_000, checkMs: 5_000 }

export const bodyLimit = 1024 * 1024
const mostHeaderBytes = 16 * 1024

/** What Fastify and Node are told of it; whoever takes longer or sends more is answered with a problem and cut off. */
export function serverLimits(changed: Partial<ServerLimits> = {}) {
  const limits = { ...usual, ...changed }
  return {
    bodyLimit,
    requestTimeout: limits.requestMs,
    connectionTimeout: limits.silentMs,
    http: {
      headersTimeout: limits.headersMs,
      requestTimeout: limits.requestMs,
      connectionsCheckingInterval: limits.checkMs,
      maxHeaderSize: mostHeaderBytes,
    },
    clientErrorHandler: onClientError,
  } satisfies FastifyServerOptions & { http: object }
}

const answers: Record<string, [status: number, detail: string]> = {
  ERR_HTTP_REQUEST_TIMEOUT: [408, 'The request was not there in time.'],
  HPE_HEADER_OVERFLOW: [431, `The headers are larger than ${mostHeaderBytes / 1024} KiB.`],
}

/** What is no request that anybody could answer. */
function onClientError(error: Error & { code?: string }, socket: Socket): void {
  if (error.code === 'ECONNRESET' || socket.destroyed) return
  const [status, detail] = answers[error.code ?? ''] ?? [400, 'This is no HTTP request.']
  const body = JSON.stringify(problem(status, detail))
  const head = [
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}`,
    'Content-Type: application/problem+json',
    'X-Content-Type-Options: nosniff',
    'Cache-Control: no-store',
    `Content-Length: ${Buffer.byteLength(body)}`,
    'Connection: close',
  ]
  if (socket.writable) socket.write(`${head.join('\r\n')}\r\n\r\n${body}`)
  socket.destroySoon()
}
