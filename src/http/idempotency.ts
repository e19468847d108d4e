import { createHash } from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Deps } from '../deps.ts'
import { rememberAnswer, rememberedAnswer, type RememberedAnswer } from '../store/idempotency.ts'
import { transact } from '../store/open.ts'
import { actorOf } from './guard.ts'
import { problem, sendProblem } from './problem.ts'

const longest = 200

/** An Idempotency-Key and what it was sent with. */
export interface Key {
  key: string
  /** Of the route and the body: the same key with anything else is a mistake of the caller. */
  fingerprint: string
}

/** Requests with a key that this process is working on. */
const inFlight = new Set<string>()

export interface Answer {
  status: number
  body: unknown
}

/** Work that answers its key itself, inside its own transaction; `KeyAlreadyUsed` is handled here. */
export type KeyedWork = (key: Key | undefined) => Promise<Answer>

/**
 * Carries out a creating call once a key (kept for 24 hours): the same key and body get the same answer, another
 * body 422, a call still in flight 409.
 */
export async function oncePerKey(
  deps: Deps,
  { request, reply }: { request: FastifyRequest; reply: FastifyReply },
  work: KeyedWork,
): Promise<FastifyReply> {
  const header = request.headers['idempotency-key']
  if (header === undefined) return send(reply, await work(undefined))
  const key = keyOf(request, String(header))
  if (!key) {
    const errors = [{ field: 'Idempotency-Key', message: `1 to ${longest} visible characters` }]
    return sendProblem(reply, problem(400, 'The Idempotency-Key is not usable.', { errors }))
  }
  const { workspaceId, id: actor } = actorOf(request)
  const name = `${workspaceId} ${actor} ${key.key}`
  if (inFlight.has(name)) {
    return sendProblem(
      reply,
      problem(409, 'The first request with this Idempotency-Key is still being answered.'),
    )
  }
  inFlight.add(name)
  try {
    const of = { workspaceId, actor, key: key.key, now: deps.ctx.now() }
    const known = await rememberedAnswer(deps.store.db, of)
    if (known) return replay(reply, known, key)
    try {
      return send(reply, await work(key))
    } catch (error) {
      // Another process was faster: its answer is stored by now.
      const theirs = await rememberedAnswer(deps.store.db, of)
      if (!theirs) throw error
      return replay(reply, theirs, key)
    }
  } finally {
    inFlight.delete(name)
  }
}

/**
 * For work without a way of its own to keep an answer: runs it and keeps the answer in one transaction.
 * What it tells the queue and open pages is held back until the commit.
 */
export function inOneTransaction(
  deps: Deps,
  request: FastifyRequest,
  work: (deps: Deps) => Promise<Answer>,
): KeyedWork {
  return async (key) => {
    const after: (() => void)[] = []
    const { workspaceId, id: actor } = actorOf(request)
    const answer = await transact(deps.store.db, async (tx) => {
      const inside: Deps = {
        ...deps,
        store: { ...deps.store, db: tx },
        jobs: { ...deps.jobs, wake: (name) => after.push(() => deps.jobs.wake(name)) },
        live: { ...deps.live, publish: (to, message) => after.push(() => deps.live.publish(to, message)) },
      }
      const done = await work(inside)
      if (key) {
        const row = {
          workspaceId,
          actor,
          ...key,
          status: done.status,
          answer: done.body,
          now: deps.ctx.now(),
        }
        await rememberAnswer(tx, row)
      }
      return done
    })
    for (const tell of after) tell()
    return answer
  }
}

function keyOf(request: FastifyRequest, header: string): Key | undefined {
  if (!/^[\u0021-\u007e]+$/u.test(header) || header.length > longest) return undefined
  const whole = JSON.stringify([request.method, request.url, request.body ?? null])
  return { key: header, fingerprint: createHash('sha256').update(whole).digest('hex') }
}

function replay(reply: FastifyReply, known: RememberedAnswer, key: Key): FastifyReply {
  if (known.fingerprint !== key.fingerprint) {
    const errors = [{ field: 'Idempotency-Key', message: 'a new key for every different request' }]
    return sendProblem(reply, problem(422, 'This Idempotency-Key was used with another request.', { errors }))
  }
  return send(reply.header('idempotent-replayed', 'true'), { status: known.status, body: known.answer })
}

const send = (reply: FastifyReply, { status, body }: Answer) => reply.status(status).send(body)
