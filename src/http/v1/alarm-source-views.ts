import { consoleRemedies } from '../../domain/write-back-retry.ts'
import type { Fault as StoredFault } from '../../domain/fault.ts'
import { aliasOf } from '../../domain/ticket.ts'
import { writeBackFields } from '../../domain/write-back.ts'
import type { KnownSource } from '../../store/alarm-sources.ts'
import type { WriteBackView } from '../../store/write-back-views.ts'
import type { AlarmSource, AlarmSourceDetail, WriteBack } from '../contract/alarm-source.ts'
import type { Fault } from '../contract/shared.ts'
import { instant } from './views.ts'

export function alarmSourceAnswer({ name, settings, alarms, ...known }: KnownSource): AlarmSource {
  const { queued = 0, waiting = 0, sending = 0, done = 0, failed = 0 } = known.writeBacks
  return {
    name,
    hasSettings: settings !== undefined,
    alarms,
    lastAlarmAt: instant(known.lastAlarmAt),
    onClear: settings?.onClear ?? 'nothing',
    writeBack: templateAnswer(settings?.writeBack ?? null),
    writeBacks: { done, waiting: queued + waiting + sending, failed },
  }
}

function templateAnswer(stored: NonNullable<KnownSource['settings']>['writeBack']): AlarmSource['writeBack'] {
  if (!stored) return null
  const { headerNames, ...template } = stored
  return { ...template, headers: headerNames.map((name) => ({ name })) }
}

const fields = Object.entries(writeBackFields).map(([name, { what }]) => ({ name, what }))

export const alarmSourceDetail = (known: KnownSource, untold: number): AlarmSourceDetail => ({
  ...alarmSourceAnswer(known),
  untold,
  fields,
})

/** A stored fault of a console as people see it: with the remedy. */
export const consoleFault = (fault: StoredFault | null): Fault | null =>
  fault ? { ...fault, remedy: consoleRemedies[fault.kind] } : null

export const writeBackAnswer = (view: WriteBackView): WriteBack => ({
  alarm: { id: view.findingId, title: view.alarmTitle },
  ticket: { id: view.ticketId, alias: aliasOf(view.ticketNumber) },
  source: view.source,
  state: view.state,
  attempts: view.attempts,
  waitingFor: view.waitingFor,
  nextAttemptAt: instant(view.nextAttemptAt),
  fault: consoleFault(view.fault),
  updatedAt: view.updatedAt.toISOString(),
  canRetry: view.state === 'failed' || view.state === 'waiting',
})
