import type { Deps } from '../deps.ts'
import type { Fault } from '../domain/fault.ts'
import { consoleRemedies, type WriteBackStep } from '../domain/write-back-retry.ts'
import type { AlarmSource } from '../store/alarm-sources.ts'
import { addJob } from '../store/jobs.ts'
import { addLogEntry } from '../store/log.ts'
import { transact, type Db } from '../store/open.ts'
import { addEvent } from '../store/tickets.ts'
import { settleWriteBack, type WriteBack } from '../store/write-backs.ts'

/** The console took it. */
export async function settleTold(deps: Deps, source: AlarmSource, row: WriteBack): Promise<void> {
  const updatedAt = deps.ctx.now()
  const change = { state: 'done' as const, waitingFor: null, nextAttemptAt: null, fault: null, updatedAt }
  await transact(deps.store.db, async (tx) => {
    if (!(await settleWriteBack(tx, row, change))) return
    await note(deps, tx, { row, text: `${source.name} was told the ticket: its alarm leads here.` })
  })
  tellPages(deps, row)
}

/** The console did not take it: stores what follows from that, and why. The ticket is none the worse (BX21). */
export async function settleUntold(
  deps: Deps,
  source: AlarmSource,
  of: { row: WriteBack; fault: Fault; step: WriteBackStep },
): Promise<void> {
  const { row, fault, step } = of
  const updatedAt = deps.ctx.now()
  const nextAttemptAt = step.step === 'retry' ? step.at : null
  const change =
    step.step === 'retry'
      ? { state: 'waiting' as const, waitingFor: step.because, nextAttemptAt, fault, updatedAt }
      : { state: 'failed' as const, waitingFor: null, nextAttemptAt, fault, updatedAt }
  await transact(deps.store.db, async (tx) => {
    if (!(await settleWriteBack(tx, row, change))) return
    if (nextAttemptAt) {
      const data = { sourceId: source.id }
      await addJob(tx, deps.jobs, { name: 'write-back', data, after: nextAttemptAt })
    }
    await record(deps, tx, { source, ...of })
  })
  tellPages(deps, row)
}

async function record(
  deps: Deps,
  tx: Db,
  of: { source: AlarmSource; row: WriteBack; fault: Fault; step: WriteBackStep },
): Promise<void> {
  const { source, row, fault, step } = of
  const failed = step.step === 'fail'
  // The same fault again is no news for the timeline; the log has every one.
  if (failed || row.fault?.kind !== fault.kind) {
    const next = failed ? 'It is not tried again by itself.' : 'It is tried again.'
    const text = `${source.name} could not be told the ticket. ${inWords(fault)} ${consoleRemedies[fault.kind]} ${next}`
    await note(deps, tx, { row, text })
  }
  await addLogEntry(tx, {
    id: deps.ctx.newId(),
    workspaceId: row.workspaceId,
    at: deps.ctx.now(),
    ticketId: row.ticketId,
    level: failed ? 'error' : 'warning',
    message: `Write-back to ${source.name}: ${inWords(fault)} ${consoleRemedies[fault.kind]}`,
  })
}

const inWords = ({ status, detail }: Fault) =>
  status === undefined || detail.startsWith('HTTP ') ? detail : `HTTP ${status}: ${detail}`

function note(deps: Deps, tx: Db, { row, text }: { row: WriteBack; text: string }): Promise<void> {
  const { workspaceId, ticketId } = row
  const event = { id: deps.ctx.newId(), workspaceId, ticketId, at: deps.ctx.now() }
  return addEvent(tx, { ...event, kind: 'write-back', actor: 'hub', text })
}

function tellPages(deps: Deps, { workspaceId, findingId, ticketId }: WriteBack): void {
  deps.live.publish(workspaceId, { topic: 'alarms', id: findingId })
  deps.live.publish(workspaceId, { topic: 'tickets', id: ticketId })
}
