import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { Deps } from '../../deps.ts'
import { Refusal } from '../../domain/refusal.ts'
import type { Taken } from '../../intake/taken.ts'
import { mostAtOnce } from '../contract/diagnostics.ts'
import { inOneTransaction, oncePerKey } from '../idempotency.ts'

/** One thing or a list of them, checked; `isList` tells how it came. */
function oneOrMany<T extends z.ZodType>(body: unknown, shape: T): { isList: boolean; all: z.output<T>[] } {
  const isList = Array.isArray(body)
  const message = `a list of 1 to ${mostAtOnce.toLocaleString('en')}`
  const read = isList
    ? z.array(shape).min(1, message).max(mostAtOnce, message).safeParse(body)
    : shape.transform((one) => [one]).safeParse(body)
  if (read.success) return { isList, all: read.data }
  const errors = read.error.issues.map((issue) => ({
    field: issue.path.join('.') || 'body',
    message: issue.message,
  }))
  throw new Refusal('invalid', 'Some fields are not right. Nothing was changed.', { errors })
}

/**
 * A call that brings one thing, answered as it is then (201 new, 200 known), or a list of them, answered with what became of each.
 */
export async function takeOneOrMany<T extends z.ZodType, Row>(
  deps: Deps,
  { request, reply, shape }: { request: FastifyRequest; reply: FastifyReply; shape: T },
  {
    take,
    answer,
  }: { take: (deps: Deps, given: z.output<T>[]) => Promise<Taken<Row>[]>; answer: (row: Row) => object },
): Promise<FastifyReply> {
  const { isList, all } = oneOrMany(request.body, shape)
  const work = inOneTransaction(deps, request, async (inside) => {
    const taken = await take(inside, all)
    if (isList) return { status: 200, body: listAnswer(taken, answer) }
    return oneAnswer(taken, answer)
  })
  return oncePerKey(deps, { request, reply }, work)
}

/** @throws {Refusal} where it was refused */
export function oneAnswer<Row>([one]: Taken<Row>[], answer: (row: Row) => object) {
  if (!one) throw new Error('Something was brought, and nothing became of it.')
  if (one.outcome === 'refused') throw one.refusal
  return { status: one.outcome === 'created' ? 201 : 200, body: answer(one.item) }
}

function listAnswer<Row>(taken: Taken<Row>[], answer: (row: Row) => object) {
  const count = (outcome: Taken<Row>['outcome']) => taken.filter((one) => one.outcome === outcome).length
  return {
    created: count('created'),
    updated: count('updated'),
    unchanged: count('unchanged'),
    refused: count('refused'),
    items: taken.map((one) =>
      one.outcome === 'refused'
        ? {
            outcome: one.outcome,
            item: null,
            problem: { detail: one.refusal.message, errors: one.refusal.errors },
          }
        : { outcome: one.outcome, item: answer(one.item), problem: null },
    ),
  }
}
