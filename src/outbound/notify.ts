import type { Deps } from '../deps.ts'
import type { Fault } from '../domain/fault.ts'
import { mailHold } from '../domain/notification-retry.ts'
import { noMailServer } from '../domain/notification.ts'
import { addJobs } from '../store/jobs.ts'
import {
  claimNotifications,
  holdForSubscriptions,
  holdMail,
  lockDue,
  type DueNotification,
  type Notification,
} from '../store/notifications.ts'
import { transact, type Db } from '../store/open.ts'
import { begin, end, nothingUnderWay, pickDue, roomLeft, type UnderWay } from './pick-due.ts'
import { sendNotification } from './send-notification.ts'
import { settleSent } from './settle-notification.ts'

/** So many due ones are looked at for those that may go now. */
const looked = 100

interface Pump {
  running: Promise<void>
  /** Somebody rang while it looked. */
  again: boolean
  bell: PromiseWithResolvers<void>
  /** Something may be due for which others have taken the places. */
  blocked: boolean
}

/** What all workspaces of this process share. */
interface Office {
  pumps: Map<string, Pump>
  underWay: UnderWay
  /** The mail server took nothing: how often in a row, and until when no mail is tried. */
  mail: { holds: number; until: Date; because: string }
}

const offices = new WeakMap<Deps['live'], Office>()

function officeOf({ live }: Deps): Office {
  const known = offices.get(live) ?? {
    pumps: new Map(),
    underWay: nothingUnderWay(),
    mail: { holds: 0, until: new Date(0), because: '' },
  }
  offices.set(live, known)
  return known
}

/**
 * Sends what mail and webhooks about service tickets are due in a workspace, until nothing is left. Safe to be called at any time: the rows
 * decide what is sent. So many go at a time in all, and few to each recipient, so that a slow or dead one holds up nobody else.
 */
export function notify(deps: Deps, workspaceId: string): Promise<void> {
  const office = officeOf(deps)
  const known = office.pumps.get(workspaceId)
  if (known) {
    ring(known)
    return known.running
  }
  const bell = Promise.withResolvers<void>()
  const pump: Pump = { running: bell.promise, again: false, bell, blocked: false }
  office.pumps.set(workspaceId, pump)
  pump.running = run(deps, { workspaceId, office, pump }).finally(() => leave(office, workspaceId, pump))
  return pump.running
}

function ring(pump: Pump): void {
  pump.again = true
  pump.bell.resolve()
}

/** From now on somebody who rings starts anew. */
function leave({ pumps }: Office, workspaceId: string, pump: Pump): void {
  if (pumps.get(workspaceId) === pump) pumps.delete(workspaceId)
}

interface Work {
  workspaceId: string
  office: Office
  pump: Pump
}

async function run(deps: Deps, work: Work): Promise<void> {
  const { workspaceId, pump, office } = work
  const sending = new Set<Promise<void>>()
  while (!deps.jobs.closing) {
    pump.again = false
    pump.bell = Promise.withResolvers()
    const claimed = await claim(deps, work)
    for (const one of claimed) {
      const sent: Promise<void> = send(deps, office, one).finally(() => {
        sending.delete(sent)
        ring(pump)
        // A place is free, for those that wait for one.
        for (const other of office.pumps.values()) if (other.blocked) ring(other)
      })
      sending.add(sent)
    }
    if (claimed.length > 0 || pump.again) continue
    if (sending.size === 0 && !pump.blocked) {
      leave(office, workspaceId, pump)
      return
    }
    await pump.bell.promise
  }
  await Promise.all(sending)
}

interface Claimed {
  row: Notification
  due: DueNotification
}

async function claim(deps: Deps, { workspaceId, office, pump }: Work): Promise<Claimed[]> {
  const { ctx, processId, jobs } = deps
  const { underWay } = office
  const places: DueNotification[] = []
  try {
    const rows = await transact(deps.store.db, async (tx) => {
      const now = ctx.now()
      const until = await holdBack(deps, tx, { workspaceId, office })
      await addJobs(
        tx,
        jobs,
        until.map((after) => ({ name: 'notify' as const, data: { workspaceId }, after })),
      )
      const room = roomLeft(underWay)
      pump.blocked = room.channels.length < 2 || room.fullLanes.length > 0
      places.push(...pickDue(await lockDue(tx, { workspaceId, now, ...room, limit: looked }), underWay))
      for (const due of places) begin(underWay, due)
      return claimNotifications(tx, { ids: places.map(({ id }) => id), processId, now })
    })
    return places.splice(0).flatMap((due) => {
      const row = rows.find(({ id }) => id === due.id)
      if (!row) end(underWay, due)
      return row ? [{ row, due }] : []
    })
  } finally {
    for (const due of places) end(underWay, due)
  }
}

/** What cannot be sent now waits, and says for what. Answers the moments at which to look again. */
async function holdBack(
  { ctx, mail }: Deps,
  tx: Db,
  { workspaceId, office }: Omit<Work, 'pump'>,
): Promise<Date[]> {
  const now = ctx.now()
  const webhooks = await holdForSubscriptions(tx, { workspaceId, now })
  if (!mail)
    return [...webhooks, ...(await holdMail(tx, { workspaceId, now, until: null, because: noMailServer }))]
  const { until, because } = office.mail
  return until > now ? [...webhooks, ...(await holdMail(tx, { workspaceId, now, until, because }))] : webhooks
}

async function send(deps: Deps, office: Office, { row, due }: Claimed): Promise<void> {
  try {
    const sent = await sendNotification(deps, row)
    if (row.channel === 'mail') followMailServer(deps, office, sent.fault)
    await settleSent(deps, row, sent)
  } catch (error) {
    // It is taken back after a while, and sent again under the same id.
    deps.ctx.log.error(
      { err: error, notification: row.id },
      'What became of a notification could not be stored',
    )
  } finally {
    end(office.underWay, due)
  }
}

/** Where the mail server is away, all mail waits for the next try instead of each meeting the same end. */
function followMailServer({ ctx }: Deps, office: Office, fault: Fault | undefined): void {
  const { mail } = office
  const now = ctx.now()
  if (!fault) {
    office.mail = { holds: 0, until: new Date(0), because: '' }
    return
  }
  // Those that were under way together count as one.
  if (mail.until > now) return
  const until = mailHold(fault, mail.holds + 1, { now, random: ctx.random() })
  if (!until) return
  office.mail = { holds: mail.holds + 1, until, because: `The mail server takes nothing: ${fault.detail}` }
}
