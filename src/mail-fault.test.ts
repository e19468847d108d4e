import { expect, test } from 'vitest'
import { faultOfMail } from './mail-fault.ts'

const fault = (fields: object) => faultOfMail(Object.assign(new Error('it failed'), fields), (text) => text)

test('A refusal of one mail is told apart from a server that is away and from an account that it does not accept', () => {
  expect(
    [
      { code: 'EENVELOPE', command: 'RCPT TO', responseCode: 550, response: '550 No such user' },
      { code: 'EMESSAGE', command: 'DATA', responseCode: 552 },
      { code: 'EENVELOPE', command: 'RCPT TO', responseCode: 451 },
      { code: 'EENVELOPE', command: 'API' },
      { code: 'EAUTH', command: 'AUTH PLAIN', responseCode: 535 },
      { code: 'EPROTOCOL', command: 'CONN', responseCode: 554 },
      { code: 'ECONNECTION', command: 'CONN', responseCode: 421 },
      { code: 'ESOCKET', command: 'CONN' },
      { code: 'ETIMEDOUT', command: 'CONN' },
      { code: 'EDNS', command: 'CONN' },
      { code: 'EMESSAGE', command: 'DATA' },
    ].map((fields) => fault(fields).kind),
  ).toEqual([
    'invalid',
    'invalid',
    'unavailable',
    'refused-address',
    'unauthorized',
    'not-sent',
    'not-sent',
    'not-sent',
    'timeout',
    'not-sent',
    'interrupted',
  ])
})

test('It has the server’s own words and code', () => {
  expect(
    fault({ code: 'EENVELOPE', command: 'RCPT TO', responseCode: 550, response: '550 No such user' }),
  ).toEqual({
    kind: 'invalid',
    detail: '550 No such user',
    status: 550,
    code: 'EENVELOPE',
  })
  expect(faultOfMail('odd', (text) => text)).toEqual({
    kind: 'not-sent',
    detail: 'The mail could not be sent.',
  })
})
