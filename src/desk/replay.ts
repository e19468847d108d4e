import { record } from '../audit/record.ts'
import { type Deps, within } from '../deps.ts'
import type { Actor } from '../domain/actor.ts'
import { notFound, Refusal } from '../domain/refusal.ts'
import { waitsForAdministrator } from '../domain/replay.ts'
import { addJobs } from '../store/jobs.ts'
import { transact, type Db } from '../store/open.ts'
import {
  addEventToEach,
  giveTurns,
  hasReplay,
  lockFailed,
  lockReplays,
  takeBackTurns,
} from '../store/replays.ts'
import { replayPlan, type ReplayPlan, type ReplayWhich } from './plan-replay.ts'

/** What would be sent again, and what not and why. Sends nothing. */
export function previewReplay(deps: Deps, actor: Actor, which: ReplayWhich): Promise<ReplayPlan> {
  return replayPlan(deps, deps.store.db, { actor, which })
}

/**
 * Sends failed creations again: each once, however often and by however many people it is asked for, the oldest first,
 * and so slowly that new tickets get through.
 * @throws {Refusal} when there is nothing but what waits for an administrator
 */
export async function replay(
  deps: Deps,
  actor: Actor,
  which: ReplayWhich,
): Promise<ReplayPlan & { id: string | null }> {
  const { workspaceId } = actor
  const done = await transact(deps.store.db, async (tx) => {
    await lockReplays(tx, workspaceId)
    const plan = await replayPlan(deps, tx, { actor, which })
    refuseIfPaused(plan)
    return carryOut(deps, tx, { actor, plan })
  })
  deps.jobs.wake('deliver')
  deps.live.publish(workspaceId, { topic: 'tickets' })
  return done
}

function refuseIfPaused({ turns, leftOut, connections }: ReplayPlan): void {
  if (turns.length > 0) return
  const paused = connections.find(({ name }) =>
    leftOut.some(({ reason }) => reason === waitsForAdministrator(name)),
  )
  if (paused) throw new Refusal('conflict', waitsForAdministrator(paused.name))
}

async function carryOut(deps: Deps, tx: Db, of: { actor: Actor; plan: ReplayPlan }) {
  const { plan, actor } = of
  const free = await lockFailed(
    tx,
    plan.turns.map(({ candidate }) => candidate.deliveryId),
  )
  const turns = plan.turns.filter(({ candidate }) => free.has(candidate.deliveryId))
  const taken = plan.turns.filter(({ candidate }) => !free.has(candidate.deliveryId))
  const leftOut = [
    ...plan.leftOut,
    ...taken.map(({ candidate }) => ({ candidate, reason: 'Somebody else is at it at this moment.' })),
  ]
  if (turns.length === 0) return { ...plan, turns, leftOut, id: null }
  const id = deps.ctx.newId()
  const now = deps.ctx.now()
  const given = turns.map(({ candidate, at }) => ({ id: candidate.deliveryId, at }))
  await giveTurns(tx, { id, now }, given)
  await record(within(deps, tx), actor, {
    action: 'replay.asked-for',
    target: { id, name: '' },
    after: { creations: turns.length },
  })
  const events = turns.map(({ candidate }) => ({ id: deps.ctx.newId(), ticketId: candidate.ticketId }))
  const text = `${actor.name} asked to send it again${turns.length > 1 ? `, with ${turns.length - 1} others` : ''}.`
  const { workspaceId } = actor
  await addEventToEach(tx, events, { workspaceId, at: now, kind: 'delivery', actor: actor.name, text })
  const bells = new Map(
    turns.map(({ candidate: { connectionId }, at }) => [
      `${connectionId} ${at.getTime()}`,
      { connectionId, at },
    ]),
  )
  const jobs = [...bells.values()].map(({ connectionId, at }) => ({
    name: 'lane' as const,
    data: { connectionId },
    after: at,
  }))
  await addJobs(tx, deps.jobs, jobs)
  return { ...plan, turns, leftOut, id }
}

/** Takes back what a replay has not sent yet: it is failed again, as before. Answers how many. */
export async function stopReplay(deps: Deps, actor: Actor, id: string): Promise<number> {
  const { workspaceId } = actor
  const now = deps.ctx.now()
  const stopped = await transact(deps.store.db, async (tx) => {
    if (!(await hasReplay(tx, workspaceId, id))) throw notFound('replay')
    const tickets = await takeBackTurns(tx, workspaceId, { id, now })
    const events = tickets.map((ticketId) => ({ id: deps.ctx.newId(), ticketId }))
    const text = `${actor.name} stopped the replay before this was sent.`
    await addEventToEach(tx, events, { workspaceId, at: now, kind: 'delivery', actor: actor.name, text })
    return tickets.length
  })
  deps.live.publish(workspaceId, { topic: 'tickets' })
  return stopped
}
