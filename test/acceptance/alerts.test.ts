import { SMTPServer } from 'smtp-server'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { connectionOf, logOf, pass } from '../setup/scene.ts'
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

test('A credential’s end is told at 30, 14, 7 and 1 days, once each, on the card, in the log and by mail', async () => {
  mails.length = 0
  world.jira.faults.rules.length = 0
  const { body } = await world.api.get('/v1/connections')
  const { id } = body.items[0]
  const end = new Date(world.clock.now().getTime() + 40 * day)
  const config = {
    site: world.jira.url,
    email: 'crosstie@example.com',
    token: '',
    defaultProjectKey: 'INFRA',
  }
  const saved = await world.api.call('PUT', `/v1/connections/${id}`, {
    body: { provider: 'jira', config, destination: {}, credentialEndsAt: end.toISOString() },
  })
  expect(saved.body.credential).toEqual({ endsAt: end.toISOString(), toldBy: 'person', warnDays: null })
  const told: [number, string][] = []
  for (let left = 39; left >= -2; left -= 1) {
    const before = mails.length
    await pass(world, 24 * 60)
    if (mails.length > before) told.push([left, subjectOf(mails.at(-1))])
  }
  expect(told.map(([left]) => left)).toEqual([30, 14, 7, 1])
  expect(told[2]?.[1]).toContain('ends in 7 days')
  expect((await connectionOf(world, id)).credential.warnDays).toBeLessThanOrEqual(0)
  const warnings = (await logOf(world, '&level=warning')).filter(({ message }) => /credential/.test(message))
  expect(warnings).toHaveLength(4)
  const renewed = new Date(world.clock.now().getTime() + 365 * day)
  const again = await world.api.call('PUT', `/v1/connections/${id}`, {
    body: { provider: 'jira', config, destination: {}, credentialEndsAt: renewed.toISOString() },
  })
  expect(again.body.credential.warnDays).toBeNull()
})

const day = 24 * 3_600_000
const subjectOf = (mail = '') =>
  /^Subject: (.*(?:\r\n .*)*)$/mu.exec(mail)?.[1]?.replace(/\r\n /gu, ' ') ?? ''
