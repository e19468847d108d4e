import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { hubProcess, type HubProcess } from '../setup/hub-process.ts'
import { createApi, type Api } from '../setup/api.ts'
import type { Doors } from './clients.ts'
import { startLanes, type Lane } from './lanes.ts'
import type { Point } from './points.ts'
import { sequence } from './random.ts'
import { startServer, type Server } from './server.ts'
import { connect, openWorkspaces, setPaces } from './workspaces.ts'

/** A workspace with its tracker. */
export interface Place {
  lane: Lane
  api: Api
  doors: Doors
  connection: string
  /** The titles that were asked for. */
  asked: string[]
}

/** Everything that a campaign runs on. */
export interface Ground {
  places: Place[]
  /** Absent where the database is embedded. */
  server: Server | undefined
  /** Starts a hub unless it runs. */
  start(hub: number, more?: { point?: Point; notes?: string }): Promise<void>
  /** `kill -9`. */
  kill(hub: number): Promise<void>
  /** Resolves when it has ended, by whatever. */
  ended(hub: number): Promise<void>
  running(hub: number): boolean
  /** How often one ended by itself, which none should. */
  failures(): number
  close(): Promise<void>
}

const preload = path.join(import.meta.dirname, 'kill-point.ts')

export async function startGround(options: { embedded: boolean; seed: number }): Promise<Ground> {
  const folder = await mkdtemp(path.join(tmpdir(), 'crosstie-crash-'))
  const data = path.join(folder, 'data')
  const lanes = await startLanes({ random: sequence(options.seed) })
  const server = options.embedded ? undefined : await startServer()
  const location = server ? { url: server.url, maxConnections: 2 } : { folder: data }
  const tokens = await openWorkspaces(location, lanes)
  const env = {
    ...(server && { DATABASE_URL: server.url }),
    CROSSTIE_DATA_DIR: data,
    CROSSTIE_SECRET_KEY: 'a secret key for the crash campaign only',
    CROSSTIE_ALLOWED_PRIVATE_HOSTS: lanes.map(({ url }) => new URL(url).host).join(','),
    LOG_LEVEL: 'fatal',
    // A campaign is mostly starting; the first hub ends in order and leaves its compiled code to the others.
    NODE_COMPILE_CACHE: path.join(folder, 'compiled'),
  }
  const hubs = await Promise.all(Array.from({ length: server ? 2 : 1 }, () => hubProcess(env)))
  const up = new Set<HubProcess>()
  let failures = 0
  let over = false
  const hubAt = (index: number): HubProcess => {
    const hub = hubs[index]
    if (!hub) throw new Error(`There is no hub ${index}.`)
    return hub
  }
  const [first] = hubs
  if (!first) throw new Error('There is no hub.')
  const urls = () => (over ? undefined : hubs.filter((hub) => up.has(hub)).map(({ url }) => url))
  const places = tokens.map((token, index) => placeOf(lanes, index, { token, urls }))

  const ground: Ground = {
    places,
    server,
    async start(index, { point, notes } = {}) {
      const hub = hubAt(index)
      if (up.has(hub)) return
      // The campaign knows that its owner is dead; anybody else waits ten seconds for that.
      if (!server) await rm(`${data}.lock`, { recursive: true, force: true })
      const told = {
        ...(point && { CRASH_POINT: point.at, CRASH_OCCURRENCE: String(point.occurrence) }),
        ...(notes && { CRASH_NOTES: notes }),
      }
      await hub.start({ node: ['--import', preload], env: told })
      up.add(hub)
      void hub.ended().then((code) => {
        up.delete(hub)
        failures += code ? 1 : 0
      })
    },
    async kill(index) {
      await hubAt(index).kill()
      up.delete(hubAt(index))
    },
    ended: async (index) => void (await hubAt(index).ended()),
    running: (index) => up.has(hubAt(index)),
    failures: () => failures,
    async close() {
      over = true
      await Promise.all(hubs.map((hub) => hub.kill()))
      await Promise.all(lanes.map((lane) => lane.close()))
      await server?.stop()
      await rm(folder, { recursive: true, force: true })
    },
  }
  await prepare(ground, { hub: first, location, lanes, tokens })
  return ground
}

function placeOf(
  lanes: Lane[],
  index: number,
  { token, urls }: { token: string; urls: Doors['urls'] },
): Place {
  const lane = lanes[index]
  if (!lane) throw new Error(`There is no lane ${index}.`)
  return {
    lane,
    get api() {
      return createApi(urls()?.[0] ?? '', token)
    },
    doors: { urls, token, impact: lane.connection.provider === 'oceane' ? 'Degraded' : 'High' },
    connection: '',
    asked: [],
  }
}

/** The connections are made through the hub; their paces are set while it does not run. */
async function prepare(
  ground: Ground,
  of: { hub: HubProcess; location: { url: string } | { folder: string }; lanes: Lane[]; tokens: string[] },
): Promise<void> {
  await ground.start(0)
  for (const place of ground.places) {
    place.connection = await connect(of.hub.url, place.doors.token, place.lane)
  }
  await of.hub.stop()
  await ground.kill(0)
  await setPaces(of.location, {
    connections: ground.places.map(({ connection }) => connection),
    lanes: of.lanes,
  })
}
