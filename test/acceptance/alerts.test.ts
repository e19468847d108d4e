import { SMTPServer } from 'smtp-server'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startWorld, type World } from '../setup/world.ts'

let world: World
let mailServer: SMTPServer
const mails: string[] = []

beforeAll(async () => {
  mailServer = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onData(stream, _session, done) {
      const parts: Buffer[] = []
      stream.on('data', (part: Buffer) => parts.push(part))
      stream.on('end', () => {
        mails.push(Buffer.concat(parts).toString())
        done()
      })
    },
  })
  const { promise, resolve } = Promise.withResolvers<void>()
  const listener = mailServer.listen(0, '127.0.0.1', resolve)
  await promise
  const address = listener.address()
  const port = typeof address === 'object' && address ? address.port : 0
  world = await startWorld({ smtpUrl: `smtp://127.0.0.1:${port}` })
  await world.connectJira()
})
afterAll(async () => {
  await world?.close()
  mailServer?.close()
})

test('A68 · administrators are mailed once when a token is refused, with the remedy and without the token', async () => {
  world.jira.faults.rules.push({ effect: { status: 401 } })
  for (const title of ['First', 'Second', 'Third']) {
    await world.api.post('/v1/tickets', { title, description: 'Waits for an administrator.' })
  }
  await world.drain()
  expect(mails).toHaveLength(1)
  expect(mails[0]).toContain('ada@example.com')
  expect(mails[0]).toContain('needs an administrator')
  expect(mails[0]).toContain('not expired')
  expect(mails[0]).not.toContain('jira-token')
})
