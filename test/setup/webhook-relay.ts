import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

interface Held {
  path: string
  headers: Record<string, string>
  body: string
}

/** Stands between a tracker and the hub: takes webhooks at once, and hands them on when a test says so. */
export interface WebhookRelay {
  url: string
  held: Held[]
  /** Hands on what is held, in this order of places; a place that is named twice is handed on twice. */
  pass(to: string, places: number[]): Promise<void>
  close(): Promise<void>
}

export async function startWebhookRelay(): Promise<WebhookRelay> {
  const held: Held[] = []
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const headers = Object.entries(request.headers).filter(
        ([name]) => name.startsWith('x-') || ['content-type', 'authorization'].includes(name),
      )
      held.push({
        path: request.url ?? '',
        headers: Object.fromEntries(headers.map(([name, value]) => [name, String(value)])),
        body: Buffer.concat(chunks).toString('utf8'),
      })
      response.writeHead(200).end()
    })
  })
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    held,
    async pass(to, places) {
      const now = held.splice(0)
      for (const place of places) {
        const one = now[place % Math.max(1, now.length)]
        if (one) await fetch(to + one.path, { method: 'POST', headers: one.headers, body: one.body })
      }
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
      }),
  }
}
