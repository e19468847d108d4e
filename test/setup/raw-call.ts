import { connect, type Socket } from 'node:net'

/** A connection by hand, for requests that no well-behaved client sends. */
export interface RawCall {
  send(text: string): void
  /** Everything that came back until the hub closed the connection. */
  ended: Promise<string>
  socket: Socket
}

export function rawCall(url: string): RawCall {
  const { hostname, port } = new URL(url)
  const socket = connect(Number(port), hostname)
  const { promise: ended, resolve } = Promise.withResolvers<string>()
  let text = ''
  socket.setEncoding('utf8')
  socket.on('data', (piece: string) => {
    text += piece
  })
  // A connection that is cut has ended as well.
  socket.on('error', () => undefined)
  socket.on('close', () => resolve(text))
  return { socket, ended, send: (piece) => void socket.write(piece) }
}

/** The status and the problem in an answer as it came over the wire. */
export function readAnswer(text: string): { status: number; head: string; problem: { detail?: string } } {
  const [head = '', body = '{}'] = text.split('\r\n\r\n')
  return { status: Number(head.split(' ')[1]), head, problem: JSON.parse(body) as { detail?: string } }
}
