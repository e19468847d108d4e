import { createServer, type ServerResponse } from 'node:http'

/** One request, as it came. */
export interface ReceivedCall {
  path: string
  headers: Record<string, string>
  /** Exactly as it was sent: the signature is of these bytes. */
  body: string
}

/** What a receiver answers to its next calls. */
export interface Effect {
  status: number
  headers?: Record<string, string>
  text?: string
}

/** A partner’s own server on loopback. */
export interface WebhookReceiver {
  url: string
  calls: ReceivedCall[]
  /** Without one it answers 204. */
  effect: Effect | undefined
  /** From now on it answers nothing, until the function that this answers is called. */
  hold(): () => void
  /** Resolves when so many calls have come in all. */
  called(count: number): Promise<void>
  /** As when its process died: connections are refused. */
  stop(): Promise<void>
  start(): Promise<void>
}

export async function startReceiver(): Promise<WebhookReceiver> {
  const calls: ReceivedCall[] = []
  const waiting: { count: number; resolve: () => void }[] = []
  const kept: ServerResponse[] = []
  let holding = false
  let port = 0
  const reply = (response: ServerResponse) => {
    const { status, headers, text } = receiver.effect ?? { status: 204 }
    response.writeHead(status, headers).end(text)
  }
  const server = createServer((request, response) => {
    const parts: Buffer[] = []
    request.on('data', (part: Buffer) => parts.push(part))
    request.on('end', () => {
      const headers = Object.entries(request.headers).map(([name, value]) => [name, String(value)])
      calls.push({
        path: request.url ?? '',
        headers: Object.fromEntries(headers),
        body: Buffer.concat(parts).toString('utf8'),
      })
      if (holding) kept.push(response)
      else reply(response)
      for (const one of waiting) if (calls.length >= one.count) one.resolve()
    })
  })
  const receiver: WebhookReceiver = {
    url: '',
    calls,
    effect: undefined,
    hold() {
      holding = true
      return () => {
        holding = false
        for (const response of kept.splice(0)) reply(response)
      }
    },
    async called(count) {
      if (calls.length >= count) return
      const { promise, resolve } = Promise.withResolvers<void>()
      waiting.push({ count, resolve })
      await promise
    },
    async stop() {
      const { promise, resolve } = Promise.withResolvers<void>()
      server.close(() => resolve())
      server.closeAllConnections()
      await promise
    },
    async start() {
      const { promise, resolve } = Promise.withResolvers<void>()
      server.listen(port, '127.0.0.1', resolve)
      await promise
      const address = server.address()
      port = typeof address === 'object' && address ? address.port : 0
      receiver.url = `http://127.0.0.1:${port}/events`
    },
  }
  await receiver.start()
  return receiver
}
