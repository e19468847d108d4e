import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { ticketMembers } from '../../src/domain/partner-members.ts'
import { startMailServer, type MailServer, type ReceivedMail } from '../setup/mail-server.ts'
import { notificationsOf, openTicket } from '../setup/notifications.ts'
import { partner, type Partner } from '../setup/partner.ts'
import { logOf, pass } from '../setup/scene.ts'
import { member, otherWorkspace } from '../setup/tenants.ts'
import { adminToken, startWorld, type World } from '../setup/world.ts'

let world: World
let server: MailServer
let north: Partner
const options: { smtpUrl?: string } = {}

beforeAll(async () => {
  server = await startMailServer()
  options.smtpUrl = server.url
  world = await startWorld(options)
  north = await partner(world, 'North')
})
beforeEach(() => {
  server.mails.length = 0
  server.refused.clear()
})
afterEach(async () => {
  // Whatever a test has left waiting.
  for (const { id } of await notificationsOf(world, '&state=waiting,failed,queued')) {
    await world.api.post(`/v1/notifications/${id}/cancel`)
  }
})
afterAll(async () => {
  await world?.close()
  await server?.stop()
})

const author = 'api@north.example.com'
const list = 'noc@north.example.com'
const mailTo = (recipient: string) => server.mails.filter((mail) => mail.recipients.includes(recipient))
const mailsOf = (alias: string) => notificationsOf(world, `&ticket=${alias}`)
const header = (mail: ReceivedMail | undefined, name: string) => mail?.headers.get(name)

describe('A new ticket', () => {
  test('D15 · is mailed to its author and to the operator’s list, each in a mail of their own', async () => {
    const { alias } = await openTicket(world, north)
    await world.drain()
    expect(server.mails.map(({ recipients }) => recipients.join()).sort()).toEqual([author, list])
    const rows = await mailsOf(alias)
    expect(rows).toHaveLength(2)
    for (const row of rows) {
      expect(row).toMatchObject({
        state: 'done',
        channel: 'mail',
        topic: 'ticket.created',
        attempts: 1,
        fault: null,
      })
      expect(row.answer?.status).toBe(250)
    }
  })

  test('D15 · of the desk is mailed to the person that it names', async () => {
    const { alias } = await openTicket(world, { ...north, token: adminToken })
    await world.drain()
    expect((await mailsOf(alias)).map(({ recipient }) => recipient).sort()).toEqual([
      'ada.bell@example.com',
      list,
    ])
  })

  test('D16 · tells all of its data but the date of modification, and its diagnostic run, as text and as HTML', async () => {
    const ticket = await openTicket(world, north)
    await world.drain()
    const [mail] = mailTo(list)
    expect(header(mail, 'subject')).toBe(`[${ticket.alias}] synchro on ${String(ticket['service_alias'])}`)
    for (const body of [mail?.text, mail?.html]) {
      for (const [name, value] of Object.entries(ticket)) {
        if (name === 'modification_date') expect(body).not.toContain(name)
        else if (typeof value === 'string' || typeof value === 'number') expect(body).toContain(String(value))
      }
      for (const name of Object.keys(ticketMembers).filter((one) => one !== 'modification_date')) {
        expect(body).toContain(`(${name}`)
      }
      for (const value of [
        'Ada',
        'ada.bell@example.com',
        'standard',
        'completed',
        'No synchronisation on the port.',
      ]) {
        expect(body).toContain(value)
      }
    }
  })

  test('is mailed with a stable id, as made by a program, from the hub’s address', async () => {
    const { alias } = await openTicket(world, north)
    await world.drain()
    const row = (await mailsOf(alias)).find(({ recipient }) => recipient === list)
    const [mail] = mailTo(list)
    expect(header(mail, 'message-id')).toBe(`<${row?.id}@hub.example.com>`)
    expect(header(mail, 'auto-submitted')).toBe('auto-generated')
    expect(header(mail, 'from')).toBe('Crosstie <hub@example.com>')
    expect(new Date(header(mail, 'date') ?? '').getUTCFullYear()).toBe(world.clock.now().getUTCFullYear())
  })

  test('with hostile texts is still one mail to one reader, without markup or headers of a stranger', async () => {
    const description = '</pre><script>alert(1)</script>\nBcc: all@example.com\nStatus (status): closed'
    const ref = 'x\u2028Bcc: everyone@example.com'
    await openTicket(world, north, {
      description,
      operator_ticket_ref: ref,
      initial_comment: '=?utf-8?Q?=0D=0ABcc:x?=',
    })
    await world.drain()
    expect(server.mails).toHaveLength(2)
    const [mail] = mailTo(list)
    expect(mail?.recipients).toEqual([list])
    expect(mail?.headers.has('bcc')).toBe(false)
    expect(mail?.html).toContain('&lt;script&gt;')
    expect(mail?.html).not.toContain('<script')
    expect(mail?.text.match(/^Status \(status\): /gmu)).toHaveLength(1)
  })
})

describe('A mail server', () => {
  test('that refuses one mailbox for good fails that mail at once with its own words, and nobody else’s', async () => {
    server.refused.set(list, { code: 550, words: 'No such user here' })
    const { alias } = await openTicket(world, north)
    await world.drain()
    const rows = await mailsOf(alias)
    expect(rows.find(({ recipient }) => recipient === author)?.state).toBe('done')
    expect(rows.find(({ recipient }) => recipient === list)).toMatchObject({
      state: 'failed',
      attempts: 1,
      actions: ['retry', 'cancel'],
      answer: { status: 550 },
      fault: {
        kind: 'invalid',
        status: 550,
        detail: expect.stringContaining('No such user here'),
        remedy: expect.stringContaining('correct the address'),
      },
    })
    expect((await logOf(world)).map(({ message }) => message)).toContainEqual(
      expect.stringContaining(`Mail to ${list}: `),
    )
    expect(await (await fetch(`${world.hub.url}/metrics`)).text()).toContain(
      'crosstie_notifications{channel="mail",state="failed"} 1',
    )
  })

  test('that refuses it for now is asked again, later and later, and gets the same mail', async () => {
    server.refused.set(list, { code: 451, words: 'Greylisted' })
    const { alias } = await openTicket(world, north)
    await world.drain()
    const waiting = (await mailsOf(alias)).find(({ recipient }) => recipient === list)
    expect(waiting).toMatchObject({ state: 'waiting', attempts: 1, fault: { status: 451 } })
    expect(waiting?.nextAttemptAt).not.toBeNull()
    server.refused.clear()
    await pass(world, 2)
    const rows = await mailsOf(alias)
    expect(rows.find(({ recipient }) => recipient === list)).toMatchObject({
      state: 'done',
      attempts: 2,
      fault: null,
    })
    expect(header(mailTo(list)[0], 'message-id')).toContain(waiting?.id)
  })

  test('that is away keeps all mail waiting together, and gets all of it when it is back', async () => {
    await server.stop()
    const aliases = []
    for (let index = 0; index < 12; index += 1) aliases.push((await openTicket(world, north)).alias)
    await world.drain()
    const rows = (await Promise.all(aliases.map(mailsOf))).flat()
    expect(rows.map(({ state }) => state)).toEqual(rows.map(() => 'waiting'))
    // Some met the end; the others were spared it.
    const tried = rows.filter(({ attempts }) => attempts > 0)
    expect(tried.length).toBeLessThanOrEqual(8)
    const spared = rows.find(({ attempts }) => attempts === 0)
    expect(spared?.waitingFor).toMatch(/^The mail server takes nothing: .*ECONNREFUSED/u)
    await server.start()
    await pass(world, 3)
    await pass(world, 10)
    expect(server.mails).toHaveLength(rows.length)
  })

  test('that stays away for two days fails the mail, which is then sent when a person asks for it', async () => {
    server.refused.set(list, { code: 451, words: 'Come back later' })
    const { alias } = await openTicket(world, north)
    for (let hour = 0; hour < 70; hour += 1) await pass(world, 60)
    const failed = (await mailsOf(alias)).find(({ recipient }) => recipient === list)
    expect(failed).toMatchObject({ state: 'failed', attempts: 11 })
    server.refused.clear()
    const bob = await member(world)
    expect((await bob.post(`/v1/notifications/${failed?.id}/retry`)).status).toBe(403)
    expect((await world.api.post(`/v1/notifications/${failed?.id}/retry`)).status).toBe(200)
    await world.drain()
    expect(mailTo(list)).toHaveLength(1)
    const again = await world.api.post(`/v1/notifications/${failed?.id}/replay`)
    expect([again.status, again.body.detail]).toEqual([409, expect.stringContaining('done')])
  })
})

describe('Without a mail server', () => {
  test('mail waits and says so, and is sent after a restart with one', async () => {
    delete options.smtpUrl
    await world.restart()
    const { alias } = await openTicket(world, north)
    await pass(world, 30)
    for (const row of await mailsOf(alias)) {
      expect(row).toMatchObject({
        state: 'waiting',
        waitingFor: expect.stringMatching(/^No mail server is set \(SMTP_URL\)\./u),
        attempts: 0,
        nextAttemptAt: null,
      })
    }
    options.smtpUrl = server.url
    await world.restart()
    await pass(world, 1)
    expect(server.mails).toHaveLength(2)
  })

  test('mail is cancelled after a week, with the reason', async () => {
    delete options.smtpUrl
    await world.restart()
    const { alias } = await openTicket(world, north)
    await world.drain()
    await pass(world, 8 * 24 * 60)
    for (const row of await mailsOf(alias)) {
      expect(row).toMatchObject({
        state: 'cancelled',
        fault: { code: 'EXPIRED', detail: expect.stringContaining('No mail server is set') },
      })
    }
    options.smtpUrl = server.url
    await world.restart()
    await pass(world, 1)
    expect(server.mails).toEqual([])
  })
})

describe('What was being sent', () => {
  test('by a process that died is sent again under the same id', async () => {
    const { alias } = await openTicket(world, north)
    const [row] = await mailsOf(alias)
    await world.database
      .updateTable('notifications')
      .set({ state: 'sending', claimedBy: world.hub.deps.ctx.newId() })
      .where('id', '=', row?.id ?? '')
      .execute()
    await pass(world, 2)
    expect((await mailsOf(alias)).map(({ state }) => state)).toEqual(['done', 'done'])
    expect(server.mails.map((mail) => header(mail, 'message-id'))).toContain(`<${row?.id}@hub.example.com>`)
  })
})

describe('The list', () => {
  test('is narrowed, paged, and of this workspace only', async () => {
    const { alias } = await openTicket(world, north)
    await openTicket(world, north)
    await world.drain()
    expect((await notificationsOf(world, '&state=failed')).length).toBe(0)
    expect((await notificationsOf(world, '&channel=webhook')).length).toBe(0)
    expect((await notificationsOf(world, '&topic=event.added')).length).toBe(0)
    const all = await notificationsOf(world, `&state=done,cancelled&operatorId=${north.operator.id}`)
    const seen = []
    for (let after = ''; ;) {
      const { body } = await world.api.get(`/v1/notifications?limit=3&state=done,cancelled${after}`)
      seen.push(...body.items.map(({ id }: { id: string }) => id))
      expect(body.total).toEqual({ count: all.length, capped: false })
      if (!body.next) break
      after = `&after=${body.next}`
    }
    expect(seen).toEqual(all.map(({ id }) => id))
    const stranger = await otherWorkspace(world)
    const [row] = await mailsOf(alias)
    expect((await stranger.get('/v1/notifications')).body.items).toEqual([])
    for (const call of ['', '/retry', '/cancel', '/replay']) {
      expect((await stranger.call(call ? 'POST' : 'GET', `/v1/notifications/${row?.id}${call}`)).status).toBe(
        404,
      )
    }
    expect((await world.as(north.token).get('/v1/notifications')).status).toBe(403)
    expect((await world.api.get('/v1/notifications?state=nonsense')).status).toBe(400)
  })

  test('forgets at night what has been over for 90 days, and keeps what failed', async () => {
    server.refused.set(list, { code: 550, words: 'No such user here' })
    const { alias } = await openTicket(world, north)
    await world.drain()
    await pass(world, 89 * 24 * 60)
    await world.hub.handlers.night({})
    expect(await mailsOf(alias)).toHaveLength(2)
    await pass(world, 2 * 24 * 60)
    await world.hub.handlers.night({})
    expect((await mailsOf(alias)).map(({ state }) => state)).toEqual(['failed'])
  })
})
