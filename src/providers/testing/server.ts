import { createServer, type IncomingMessage, type RequestListener } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'

export interface LocalServer {
  url: string
  host: string
  port: number
  /** What came in, in order. */
  requests: { method: string; url: string; headers: IncomingMessage['headers']; body: string }[]
  /** Connections that were opened. */
  connections(): number
  close(): Promise<void>
}

/** A real HTTP server on loopback. The handler is called when the request has been read to its end. */
export async function startServer(handler: RequestListener): Promise<LocalServer> {
  const requests: LocalServer['requests'] = []
  const sockets = new Set<Socket>()
  let opened = 0
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const body = Buffer.concat(chunks).toString('utf8')
      requests.push({ method: request.method ?? '', url: request.url ?? '', headers: request.headers, body })
      handler(request, response)
    })
  })
  server.on('connection', (socket) => {
    opened += 1
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
  })
  const { promise, resolve } = Promise.withResolvers<void>()
  server.listen(0, '127.0.0.1', resolve)
  await promise
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    host: '127.0.0.1',
    port,
    requests,
    connections: () => opened,
    async close() {
      for (const socket of sockets) socket.destroy()
      const closed = Promise.withResolvers<void>()
      server.close(() => closed.resolve())
      await closed.promise
    },
  }
}
