import { describe, expect, test } from 'vitest'
import type { RunInMail } from '../domain/notification.ts'
import { ticketMembers } from '../domain/partner-members.ts'
import { ticketMail } from './ticket-mail.ts'

const ticket = {
  id: 989,
  alias: 'T190517_08006',
  creation_date: '2019-05-17T08:51:23.185722Z',
  modification_date: '2019-05-17T08:51:23.186087Z',
  type: 'service',
  status: 'open',
  category: 'low_rate',
  priority: 'low',
  author: 'john',
  operator_ticket_ref: 'REF-1',
  description: 'Slow\nsince Monday',
  service_uuid: 'kxUvQFqGpOzq',
  service_alias: 'S190322_11001',
  product_name: 'FTTH',
  grt: 'GRT-9',
  diagnostic_run_id: 5,
  diagnostic_run_alias: 'D190425_12001',
  initial_comment: 'first line',
  last_comment: { comment: 'first line', author: 'john' },
  last_comment_author: 'John Doe',
  owner: 'Jane',
  owner_contact: { first_name: 'Jane', last_name: 'Roe', email: 'jane@example.com', phone_number: '+33 1' },
  operator_contact_uuid: 'c-1',
  last_update_author: 'kosc',
  next_available_status: [],
  clear_code: null,
  responsability: null,
}
const run: RunInMail = {
  alias: 'D190425_12001',
  number: 5,
  kind: 'standard',
  status: 'completed',
  startedAt: new Date('2019-04-25T12:00:00Z'),
  endedAt: null,
  findings: [{ category: 'low_rate', text: 'Line attenuation too high' }],
}
const mail = (fields: object = {}, about: RunInMail | undefined = run) =>
  ticketMail({
    notificationId: '0193-1',
    recipient: 'noc@example.com',
    ticket: { ...ticket, ...fields },
    run: about,
    deskName: 'North Networks',
    publicUrl: 'https://hub.example.com:8443',
    now: new Date('2019-05-17T08:51:24Z'),
  })

describe('The mail about a new ticket', () => {
  test('D16 · has every member under its name on the wire but the date of modification, as text and as HTML', () => {
    const { text, html = '' } = mail()
    for (const body of [text, html]) {
      for (const name of Object.keys(ticketMembers)) {
        const inner = name === 'owner_contact' ? 'owner_contact.email' : name
        const shown = inner === 'last_comment' ? 'last_comment.comment' : inner
        if (name === 'modification_date') expect(body).not.toContain(name)
        else expect(body).toContain(`(${shown})`)
      }
      expect(body).not.toContain(ticket.modification_date)
      for (const value of ['REF-1', 'jane@example.com', 'GRT-9', 'John Doe', 'kxUvQFqGpOzq', 'FTTH']) {
        expect(body).toContain(value)
      }
    }
  })

  test('D16 · tells the diagnostic run: its kind, result, times and findings; or that there is none', () => {
    for (const body of [mail().text, mail().html]) {
      for (const value of [
        'standard',
        'completed',
        '2019-04-25T12:00:00.000Z',
        'Line attenuation too high',
      ]) {
        expect(body).toContain(value)
      }
    }
    expect(ticketMail({ ...inputs, run: undefined }).text).toContain('Diagnostic run: none')
    expect(mail({}, { ...run, findings: [] }).text).toContain('Findings: none')
  })

  test('names alias, category and service in the subject, and is recognised when it comes twice', () => {
    const { subject, messageId, headers, date } = mail()
    expect(subject).toBe('[T190517_08006] low_rate on S190322_11001')
    expect(messageId).toBe('<0193-1@hub.example.com>')
    expect(headers).toEqual({ 'Auto-Submitted': 'auto-generated' })
    expect(date).toEqual(new Date('2019-05-17T08:51:24Z'))
  })

  test('keeps hostile texts what they are: nothing of them is markup, a header, or a line of the mail’s own', () => {
    const hostile = `</td><script>alert(1)</script><img src="https://evil.example/x.png" onerror='x'>&amp;`
    const {
      html = '',
      subject,
      text,
    } = mail({
      description: hostile,
      category: 'other\r\nBcc: everyone@example.com',
      initial_comment: 'Thanks.\nStatus (status): closed\r\nx',
    })
    expect(html).not.toMatch(/<script|<img|onerror='|src="/u)
    expect(html).toContain('&lt;script&gt;alert(1)&lt;/script&gt;')
    expect(html).toContain('&amp;amp;')
    expect(subject).toBe('[T190517_08006] other Bcc: everyone@example.com on S190322_11001')
    expect(text).toContain('Initial comment (initial_comment): Thanks.\n    Status (status): closed\n    x')
    expect(text.match(/^Status \(status\): /gmu)).toHaveLength(1)
  })

  test('loads nothing from elsewhere', () => {
    expect(mail().html).not.toMatch(/<(?:img|link|script|iframe|style)|url\(|src=|href=/u)
  })
})

const inputs = {
  notificationId: '1',
  recipient: 'noc@example.com',
  ticket,
  deskName: 'North Networks',
  publicUrl: 'https://hub.example.com',
  now: new Date(0),
}
