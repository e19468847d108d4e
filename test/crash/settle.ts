import { setTimeout as wait } from 'node:timers/promises'
import { judge, titleOf, type HubTicket, type Verdict } from './checker.ts'
import { askForTicket } from './clients.ts'
import type { Ground, Place } from './ground.ts'
import type { Open } from './rounds.ts'

const underWay = 'queued,sending,waiting,checking'

/**
 * Lets everything come to its end: no more faults and no more kills, a last ticket in each workspace that makes the hub
 * look for older ones, and time for the leases of the dead.
 *
 * @returns the sentences of the checker's judgement, for each tracker
 */
export async function settleAndJudge(ground: Ground, open: Open, idleMs = 240_000): Promise<Verdict[]> {
  for (const { lane } of ground.places) Object.assign(lane.faults, { rules: [], indexLagMs: 0 })
  await ground.start(0)
  const last = ground.places.map((place) => {
    const title = titleOf(place.lane.name, place.asked.length + 1)
    place.asked.push(title)
    return askForTicket(place.doors, title)
  })
  await Promise.race([Promise.all([...open.clients, ...last]), wait(60_000)])
  for (const place of ground.places) await settled(place, idleMs)
  await Promise.all(ground.places.map(({ lane }) => lane.settle()))
  return Promise.all(ground.places.map(judged))
}

/** Until nothing is under way, or for so long nothing has come to its end: what a thousand kills left takes its time. */
async function settled({ api, connection }: Place, idleMs: number): Promise<void> {
  let least = Number.POSITIVE_INFINITY
  let progressAt = Date.now()
  while (Date.now() - progressAt < idleMs) {
    await api.post(`/v1/connections/${connection}/resume`)
    const { body } = await api.get(`/v1/tickets?delivery=${underWay}&limit=1`)
    const { count } = body.total
    if (count === 0) return
    if (count < least) progressAt = Date.now()
    least = Math.min(least, count)
    await wait(500)
  }
}

async function judged(place: Place): Promise<Verdict> {
  const { lane, asked } = place
  const tickets = await allTickets(place)
  return judge({ lane: lane.name, blind: lane.blind, asked, tickets, issues: lane.issues() })
}

interface TicketAnswer {
  title: string
  delivery: { state: string } | null
  link: { issueId: string } | null
}

async function allTickets({ api }: Place): Promise<HubTicket[]> {
  const all: HubTicket[] = []
  let after = ''
  for (;;) {
    const { body } = await api.get(`/v1/tickets?limit=200${after && `&after=${encodeURIComponent(after)}`}`)
    for (const { title, delivery, link } of body.items as TicketAnswer[]) {
      all.push({ title, state: delivery?.state ?? 'nothing', issueId: link?.issueId ?? null })
    }
    if (!body.next) return all
    after = body.next
  }
}
