import { createHash } from 'node:crypto'
import ipaddr from 'ipaddr.js'
import type { FastifyReply } from 'fastify'
import type { Deps } from '../../deps.ts'
import { ofAccount, ofAddress, ofMail } from '../../domain/attempts.ts'
import { countAttempt, forgetAttempts, uncountAttempt } from '../../store/attempts.ts'
import { problem, sendProblem } from '../problem.ts'

const keyOf = (...parts: string[]) => createHash('sha256').update(JSON.stringify(parts)).digest('hex')
const accountKey = (email: string) => keyOf('account', email.toLowerCase())

/** IPv6 callers have whole networks of addresses. */
function networkOf(address: string): string {
  const parsed = ipaddr.process(address)
  return parsed.kind() === 'ipv6' ? parsed.toByteArray().slice(0, 8).join('.') : parsed.toString()
}

/** What became of a try. */
export type Tried<T> =
  | { became: 'done'; value: T }
  | { became: 'failed' }
  | { became: 'waits'; seconds: number }

/**
 * Lets somebody try a password or a code, unless too many tries have failed: for this account, known or not, or from this
 * address. Then nothing is tried, right or wrong.
 * @param work answers undefined where what was given is wrong
 */
export async function attempt<T>(
  { ctx, store }: Deps,
  of: { email: string; address: string },
  work: () => Promise<T | undefined>,
): Promise<Tried<T>> {
  const [account, network] = [accountKey(of.email), keyOf('address', networkOf(of.address))]
  const now = ctx.now()
  const until =
    (await countAttempt(store.db, network, { rule: ofAddress, now })) ??
    (await countAttempt(store.db, account, { rule: ofAccount, now }))
  if (until)
    return { became: 'waits', seconds: Math.max(1, Math.ceil((until.getTime() - now.getTime()) / 1_000)) }
  const value = await work()
  if (value === undefined) return { became: 'failed' }
  await forgetAttempts(store.db, account)
  await uncountAttempt(store.db, network)
  return { became: 'done', value }
}

/** A new password ends the waiting for the old one. */
export const forgetFailures = ({ store }: Deps, email: string) => forgetAttempts(store.db, accountKey(email))

/** Whether a mail may go to an address that somebody has typed: not many in a row. */
export async function mayMail({ ctx, store }: Deps, email: string): Promise<boolean> {
  const key = keyOf('mail', email.toLowerCase())
  return (await countAttempt(store.db, key, { rule: ofMail, now: ctx.now() })) === undefined
}

export function tooMany(reply: FastifyReply, seconds: number): FastifyReply {
  const detail = `Too many attempts have failed, so nothing is tried for now, right or wrong. Try again in ${seconds} seconds.`
  return sendProblem(reply.header('retry-after', String(seconds)), problem(429, detail))
}
