import { readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import type { Ground, Place } from './ground.ts'
import { walked } from './plan.ts'
import { pointsOf, type Point, type Way } from './points.ts'
import { ask, setUp } from './rounds.ts'

const mostMs = 60_000

/** Lets each tracker get a ticket, and one of them an alarm's besides, while every step of the hub is noted. */
async function walk(ground: Ground, way: Way, notes: string): Promise<void> {
  await ground.start(0, { notes })
  for (const place of ground.places) await setUp(place, walked(way))
  await Promise.all(ground.places.flatMap((place, index) => ask(place, { tickets: 1, alarm: index === 0 })))
  const missing = ({ lane, asked }: Place) => {
    // What never arrived at a tracker without a search is parked.
    if (lane.blind && way === 'again') return false
    const titles = new Set(lane.issues().map(({ title }) => title))
    return asked.some((title) => !titles.has(title))
  }
  // Asking the hub would be noted, too.
  const until = Date.now() + mostMs
  while (ground.places.some(missing)) {
    if (Date.now() > until) throw new Error(`The way “${way}” was not walked to its end within ${mostMs} ms.`)
    await wait(50)
  }
  await wait(1_200)
  await ground.kill(0)
}

/** Every step between a request for a ticket and its end, on each of the ways that a creation can go. */
export async function countPoints(ground: Ground, ways: Way[]): Promise<Point[]> {
  const notes = path.join(tmpdir(), `crosstie-crash-points-${process.pid}`)
  const all: Point[] = []
  // The first creation of all asks each tracker where its sequence stands; the next ones go the usual way.
  await walk(ground, 'answered', notes)
  for (const way of ways) {
    await rm(notes, { force: true })
    await walk(ground, way, notes)
    all.push(...pointsOf(way, await readFile(notes, 'utf8')))
  }
  await rm(notes, { force: true })
  return all
}
