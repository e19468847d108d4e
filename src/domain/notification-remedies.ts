import type { Fault, FaultKind } from './fault.ts'
import type { NotificationChannel } from './notification.ts'

/** Code of the fault of a webhook that said 410 Gone: it is switched off. */
export const goneCode = 'GONE'

/** Code of the fault of what nobody could send for too long. */
export const expiredCode = 'EXPIRED'

const again = 'the hub tries again by itself.'

const ofWebhook: Record<FaultKind, string> = {
  unauthorized:
    'The partner’s server does not accept the call: it may expect another secret. Make a new one under Webhooks and give it to the partner.',
  forbidden: 'The partner’s server forbids the call: ask the partner to let the hub in.',
  'not-found': 'There is nothing at this address: check it under Webhooks with the partner.',
  invalid: 'The partner’s server refuses the content: tell the partner, then send it again.',
  conflict: 'The partner’s server refuses it for now: tell the partner, then send it again.',
  'rate-limited': 'The partner’s server asks for fewer calls: the hub waits as long as it was told to.',
  unavailable: `The partner’s server is not available: ${again}`,
  timeout: `The partner’s server did not answer within 15 seconds: ${again}`,
  'not-sent': `No connection to the partner’s server: check the address, the firewall and DNS; ${again}`,
  interrupted: `The connection broke before the answer: ${again}`,
  'bad-answer':
    'The answer is not one of 200 to 299. A webhook is never sent on to another place: give its own address.',
  'refused-address':
    'The hub does not call this address: use https and a public address, or have the operator of the hub allow it with CROSSTIE_ALLOWED_PRIVATE_HOSTS.',
}

const ofMail: Record<FaultKind, string> = {
  unauthorized:
    'The mail server does not accept the hub’s account: correct SMTP_URL and restart the hub. No mail is lost meanwhile.',
  forbidden: 'The mail server forbids it: check CROSSTIE_MAIL_FROM and the account in SMTP_URL.',
  'not-found': 'There is no such mailbox: correct the address, then send it again.',
  invalid:
    'The mail server refuses the mail or its recipient: correct the address or CROSSTIE_MAIL_FROM, then send it again.',
  conflict: 'The mail server refuses it for now: send it again.',
  'rate-limited': `The mail server asks for fewer mails: ${again}`,
  unavailable: `The mail server does not take it at the moment: ${again}`,
  timeout: `The mail server did not answer in time: ${again}`,
  'not-sent': `No connection to the mail server: check SMTP_URL, the firewall and DNS; ${again}`,
  interrupted: `The connection to the mail server broke: ${again}`,
  'bad-answer': `The mail server’s answer was not understood: ${again}`,
  'refused-address': 'The address is not one that mail can be sent to: correct it.',
}

const ofCode: Record<string, string> = {
  [goneCode]:
    'The webhook is switched off. Give its new address under Webhooks, switch it on, then send it again.',
  [expiredCode]: 'Put right what it waited for, then send it again if it still matters.',
}

/** What a person can do about a notification that was not taken. */
export const notificationRemedy = (
  channel: NotificationChannel,
  { kind, code }: Pick<Fault, 'kind' | 'code'>,
) => ofCode[code ?? ''] ?? (channel === 'mail' ? ofMail : ofWebhook)[kind]
