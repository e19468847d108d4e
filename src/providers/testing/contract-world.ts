import * as fc from 'fast-check'
import { onTestFinished } from 'vitest'
import type { FaultKind } from '../../domain/fault.ts'
import { createHttpClient, type HttpClient } from '../http.ts'
import { withTrackerClock } from '../tracker-clock.ts'
import { ProviderError, type Draft, type Provider, type Tracker } from '../provider.ts'

/** What a simulated tracker does to the next calls. */
export type Effect =
  | { status: number; retryAfter?: number; commit?: boolean }
  | {
      kind:
        | 'drop before'
        | 'commit then drop'
        | 'commit late'
        | 'html'
        | 'half a JSON'
        | 'empty body'
        | 'nulls'
        | 'unknown members'
    }

/** A simulated tracker of one kind, and what people do in it. */
export interface ContractTracker<C, D> {
  /** Host and port that the client is allowed to call. */
  host: string
  config: C
  /** The same for a tracker at another origin. */
  configAt(origin: string): C
  /** The same with a credential that is not accepted. */
  wrongConfig: C
  destination: D
  /** One that does not exist there, and the field that is wrong. */
  wrongDestination: { destination: D; field: string }
  /** Must not show up in any fault. */
  secrets: string[]
  /** Longest description that the tracker takes, context included. */
  descriptionLimit: number
  /** Ids beyond this many need more than one request. */
  batchSize: number
  /** An id of the tracker's form that belongs to no issue. */
  unknownId: string
  /** What a page of HTML with status 200 means there: to most nothing, to ServiceNow that the instance hibernates. */
  htmlMeans: FaultKind
  /** @param times how many calls it hits; all from now on when absent */
  fault(effect: Effect, on: 'create' | 'comment' | 'read' | 'every call', times?: number): void
  noFaults(): void
  /** How much later than reads by id the search sees a write; ignored by trackers whose search is fresh. */
  lag(ms: number): void
  /** Issues that people made themselves, all in the same moment. */
  makeByHand(count: number): Promise<string[]>
  /** A person's copy: everything that the tracker copies. */
  clone(issueId: string): Promise<string>
  edit(issueId: string): Promise<void>
  remove(issueId: string): Promise<void>
  issues(): number
  /** Ids of the comments on an issue, as the tracker tells them elsewhere. */
  comments(issueId: string): string[]
  /** Everything that people read under the title. */
  textOf(issueId: string): string
  /** The title, where the tracker cannot be asked for it. */
  titleOf?(issueId: string): string
  /** Calls so far. */
  calls(): number
  /** A delivery of its webhook as it comes in, signed with the secret; the same on a retry. */
  delivery?(
    secret: string,
  ): Promise<{ headers: Record<string, string | undefined>; rawBody: string; issueId: string }>
  /** Waits for what goes on behind the answers. */
  settle(): Promise<void>
  close(): Promise<void>
}

export interface ContractWorld<C, D> {
  provider: Provider<C, D>
  /** What the tracker, set up like this, cannot do at all: rules about it are absent, and rules about its absence apply. */
  can?: { find?: false; read?: false; comment?: false }
  start(now: () => Date): Promise<ContractTracker<C, D>>
}

export interface Stage<C, D> {
  there: ContractTracker<C, D>
  tracker: Tracker<D>
  /** The same tracker with another configuration. */
  connect: (config: C) => Tracker<D>
  /** The same tracker for a hub whose clock is wrong. */
  skewed: (ms: number) => Tracker<D>
  http: HttpClient
  now: () => Date
  pass: (ms: number) => void
}

/** One fresh tracker and a client for it, cleared away after the test. */
export async function stage<C, D>(world: ContractWorld<C, D>): Promise<Stage<C, D>> {
  let time = Date.UTC(2026, 2, 1, 10)
  const now = () => new Date(time)
  const there = await world.start(now)
  const http = createHttpClient({ allowedPrivateHosts: [there.host] })
  onTestFinished(async () => {
    await http.close()
    await there.close()
  })
  const connectAt = (config: C, clock: () => Date) =>
    world.provider.connect(config, withTrackerClock(http, clock))
  const connect = (config: C) => connectAt(config, now)
  const skewed = (ms: number) => connectAt(there.config, () => new Date(time + ms))
  const pass = (ms: number) => {
    time += ms
  }
  return { there, tracker: connect(there.config), connect, skewed, http, now, pass }
}

/** What an issue is called there: as the tracker answers, or as people see it where it cannot be asked. */
export async function titleThere<C, D>(
  world: ContractWorld<C, D>,
  { there, tracker }: Stage<C, D>,
  id: string,
): Promise<string | undefined> {
  if (world.can?.read === false) return there.titleOf?.(id)
  return (await tracker.read([id])).issues[0]?.title
}

export const marker = '01994f3e-7a10-7c55-9d2e-0b6f0c1a2b3c'

/** Texts that would mean something else in one or another query language, or break a line, a row or a document. */
export const hostileTexts = [
  `' OR 1=1 --`,
  `" OR project is not EMPTY OR labels = "`,
  `') OR [System.Id] > 0 OR ([System.Title] = '`,
  '^ORsys_idISNOTEMPTY',
  '^NQactive=true',
  'a\nb',
  '*',
  '😀 Ünïcödé',
]

/** What became of asking for a text: an answer, or the refusal to ask for such a text. */
export async function outcomeOf<T>(work: Promise<T>): Promise<T | 'invalid'> {
  return work.catch((error: unknown) => {
    if (error instanceof ProviderError && ['invalid', 'not-found'].includes(error.fault.kind))
      return 'invalid'
    throw error
  })
}

/** Pieces of the query languages and of addresses, put together in every way. */
const piecesOfQueries = [
  ...String.raw`" ' \ ( ) , = != ~ * % _ @ @me [System.Id] <> -- ; labels project key text crosstie 1`.split(
    ' ',
  ),
  ...'^ ^OR ^NQ ^^ ISNOTEMPTY LIKE sys_id javascript: gs.now() ORDERBY active=true OR AND NOT IN'.split(' '),
  ...String.raw`/ .. . ? # & %2e %2f \u0022 😀 ＂ ’`.split(' '),
]
const blanks = [' ', '\n', '\r', '\t', '\u0000', '\u200B', '\u202E', ' ORDER BY ', ' is not EMPTY']

/** Texts that a person may type, and texts that an attacker would. */
export const anyText = fc.oneof(
  {
    weight: 3,
    arbitrary: fc
      .array(fc.constantFrom(...piecesOfQueries, ...blanks), { minLength: 1, maxLength: 8 })
      .map((all) => all.join('')),
  },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', minLength: 1, maxLength: 40 }) },
)

export const draft: Draft = {
  title: 'Disk almost full on db-3',
  description: 'The disk is full to 93 %.\n\nPlease enlarge it.',
  facts: [{ label: 'Saving', value: '120 EUR a month' }],
  backlink: { label: 'Ticket T-17 in Crosstie', url: 'https://hub.example/t/17' },
}
