import { setTimeout as wait } from 'node:timers/promises'
import { titleOf } from './checker.ts'
import { askForTicket, raiseAlarm } from './clients.ts'
import type { Ground, Place } from './ground.ts'
import type { LanePlan, Plan } from './plan.ts'

/** What is still asked for, round after round: a client does not give up before it has an answer. */
export interface Open {
  clients: Set<Promise<void>>
}

export function follow({ clients }: Open, one: Promise<void>): void {
  const followed: Promise<void> = one.finally(() => clients.delete(followed))
  clients.add(followed)
}

/** What one round came to. */
export interface Outcome {
  kills: number
  /** The hub died at the step it was told, not because the round ended. */
  atPoint: boolean
  databaseDied: boolean
}

/** Longest time that a hub gets to reach its step; the way that is sent again has to wait out a quiet period. */
const mostMs = { answered: 2_500, lost: 2_500, again: 9_000 }

/** One round: requests in each workspace, faults as drawn, one kill. What is unsettled then is carried on. */
export async function runRound(ground: Ground, plan: Plan, open: Open): Promise<Outcome> {
  await startHubs(ground, plan)
  for (const [index, place] of ground.places.entries()) await setUp(place, plan.lanes[index])
  const asked = ground.places.flatMap((place, index) =>
    ask(place, { tickets: plan.lanes[index]?.tickets ?? 0, alarm: index === plan.alarmed }),
  )
  for (const one of asked) follow(open, one)
  const dying = plan.databaseDies ? ground.server?.crash() : undefined
  const atPoint = await dead(ground, plan)
  await ground.kill(plan.victim)
  await dying
  return { kills: 1, atPoint, databaseDied: plan.databaseDies }
}

async function startHubs(ground: Ground, plan: Plan): Promise<void> {
  const point = 'point' in plan.kill ? { point: plan.kill.point } : {}
  if (plan.hubs === 1 && ground.server) await ground.kill(1)
  // The one that is to die at a step has to be told so at its start.
  if ('point' in plan.kill && ground.running(plan.victim)) await ground.kill(plan.victim)
  const hubs = Array.from({ length: plan.hubs }, (_, hub) => hub)
  await Promise.all(hubs.map((hub) => ground.start(hub, hub === plan.victim ? point : {})))
}

/** The tracker's faults, and an administrator who ends what pause there is. */
export async function setUp({ lane, api, connection }: Place, plan: LanePlan | undefined): Promise<void> {
  if (!plan) return
  const once = (when: object) => (effect: object) => ({ when, times: 1, effect })
  lane.faults.indexLagMs = plan.indexLagMs
  lane.faults.rules = [...plan.creating.map(once(lane.create)), ...plan.searching.map(once(lane.search))]
  await api.post(`/v1/connections/${connection}/resume`).catch(() => undefined)
}

export function ask(place: Place, of: { tickets: number; alarm: boolean }): Promise<void>[] {
  const title = () => {
    const next = titleOf(place.lane.name, place.asked.length + 1)
    place.asked.push(next)
    return next
  }
  const tickets = Array.from({ length: of.tickets }, () => askForTicket(place.doors, title()))
  return of.alarm ? [...tickets, raiseAlarm(place.doors, title())] : tickets
}

/** Waits until the hub is to die, or has. */
async function dead(ground: Ground, { kill, victim }: Plan): Promise<boolean> {
  if ('afterMs' in kill) {
    await wait(kill.afterMs)
    return false
  }
  const died = ground.ended(victim).then(() => true)
  return Promise.race([died, wait(mostMs[kill.point.way], false)])
}
