import { createHash } from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Deps } from '../deps.ts'
import {
  answerId,
  forgetOldAnswers,
  rememberAnswer,
  rememberedAnswer,
  type KeyOwner,
  type RememberedAnswer,
} from '../store/idempotency.ts'
import { transact } from '../store/open.ts'
import { keptAnswer } from '../store/secret-places.ts'
import { violatedConstraint } from '../store/violation.ts'
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
  /** Kept sealed, because it holds a secret. */
  secret?: boolean
}

export interface Call {
  request: FastifyRequest
  reply: FastifyReply
  /** For work that has effects outside its transaction: the key is looked up before it begins. */
  lookFirst?: boolean
}

/** Work that stores its answer under the key itself; a key that is taken makes it fail without any effect. */
export type KeyedWork = (key: Key | undefined) => Promise<Answer>

/**
 * Carries out a creating call once a key (kept for 24 hours): the same key and body get the same answer, another
 * body 422, a call still in flight 409.
 */
export async function oncePerKey(deps: Deps, call: Call, work: KeyedWork): Promise<FastifyReply> {
  const { request, reply, lookFirst } = call
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
    return await answerOnce(deps, { request, reply, lookFirst, key }, work)
  } finally {
    inFlight.delete(name)
  }
}

interface KeyedCall extends Call {
  key: Key
}

/**
 * A repeated key is found by the work itself failing: it stores the key in its own transaction, which the first
 * one's key stops. So an ordinary call pays for no look-up.
 */
async function answerOnce(
  deps: Deps,
  { request, reply, lookFirst, key }: KeyedCall,
  work: KeyedWork,
): Promise<FastifyReply> {
  const { workspaceId, id: actor } = actorOf(request)
  const owner = { workspaceId, actor, key: key.key }
  const now = deps.ctx.now()
  const known = lookFirst ? await rememberedAnswer(deps.store.db, owner, now) : undefined
  if (known) return replay(deps, reply, { known, owner, key })
  try {
    return send(reply, await work(key))
  } catch (error) {
    const theirs = await rememberedAnswer(deps.store.db, owner, now)
    if (theirs) return replay(deps, reply, { known: theirs, owner, key })
    if (violatedConstraint(error) !== 'idempotency_keys_pkey') throw error
    // The key stands there still, but its 24 hours are over.
    await forgetOldAnswers(deps.store.db, now)
    return send(reply, await work(key))
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
      if (key) await keep(inside, { workspaceId, actor, key: key.key }, { key, done })
      return done
    })
    for (const tell of after) tell()
    return answer
  }
}

/** For work that calls a tracker: a transaction is not held open so long, so its answer is kept afterwards. */
export function keptAfterwards(deps: Deps, request: FastifyRequest, work: () => Promise<Answer>): KeyedWork {
  return async (key) => {
    const { workspaceId, id: actor } = actorOf(request)
    const done = await work()
    if (key) await keep(deps, { workspaceId, actor, key: key.key }, { key, done })
    return done
  }
}

const placeOf = (owner: KeyOwner) => keptAnswer({ id: answerId(owner), workspaceId: owner.workspaceId })

async function keep(deps: Deps, owner: KeyOwner, { key, done }: { key: Key; done: Answer }): Promise<void> {
  const { status, body, secret } = done
  const kept = secret
    ? { answer: {}, sealedAnswer: deps.sealer.seal(JSON.stringify(body), placeOf(owner)) }
    : { answer: body, sealedAnswer: null }
  const { fingerprint } = key
  await rememberAnswer(deps.store.db, owner, { fingerprint, status, ...kept, now: deps.ctx.now() })
}

function opened({ sealer }: Deps, owner: KeyOwner, { answer, sealedAnswer }: RememberedAnswer): unknown {
  return sealedAnswer === null ? answer : JSON.parse(sealer.open(sealedAnswer, placeOf(owner)))
}

function keyOf(request: FastifyRequest, header: string): Key | undefined {
  if (!/^[\u0021-\u007e]+$/u.test(header) || header.length > longest) return undefined
  const whole = JSON.stringify([request.method, request.url, request.body ?? null])
  return { key: header, fingerprint: createHash('sha256').update(whole).digest('hex') }
}

function replay(
  deps: Deps,
  reply: FastifyReply,
  { known, owner, key }: { known: RememberedAnswer; owner: KeyOwner; key: Key },
): FastifyReply {
  if (known.fingerprint !== key.fingerprint) {
    const errors = [{ field: 'Idempotency-Key', message: 'a new key for every different request' }]
    return sendProblem(reply, problem(422, 'This Idempotency-Key was used with another request.', { errors }))
  }
  const body = opened(deps, owner, known)
  return send(reply.header('idempotent-replayed', 'true'), { status: known.status, body })
}

/** Creating calls answer what their views made, so it need not be measured against the route's shape again. */
const send = (reply: FastifyReply, { status, body }: Answer) =>
  reply.status(status).type('application/json; charset=utf-8').serializer(JSON.stringify).send(body)
