import { causes, remedyOf } from '../../domain/fault.ts'
import { aliasOf } from '../../domain/ticket.ts'
import type { LogLine } from '../../store/log.ts'
import type { LogEntry } from '../contract/log.ts'
import { faultView } from './views.ts'

const aliasIn = ({ ticketNumber }: LogLine) => (ticketNumber === null ? undefined : aliasOf(ticketNumber))
const concernOf = ({ isGeneral }: LogLine) => (isGeneral ? 'general' : 'ticket')
const causeOf = ({ fault }: LogLine) => (fault ? causes[fault.kind] : null)

export function logEntryAnswer(line: LogLine): LogEntry {
  const { connectionId, connectionName, ticketId, ticketType } = line
  const alias = aliasIn(line)
  return {
    id: line.id,
    at: line.at.toISOString(),
    level: line.level,
    message: line.message,
    concerns: concernOf(line),
    cause: causeOf(line),
    fault: faultView(line.fault),
    connection: connectionId ? { id: connectionId, name: connectionName ?? '' } : null,
    ticket: ticketId && alias ? { id: ticketId, alias, type: ticketType ?? '' } : null,
  }
}

/** The columns of the exported log. */
export const logColumns = {
  Time: ({ at }: LogLine) => at.toISOString(),
  Level: ({ level }: LogLine) => level,
  Concerns: concernOf,
  Connection: ({ connectionName }: LogLine) => connectionName,
  Ticket: aliasIn,
  Message: ({ message }: LogLine) => message,
  Cause: causeOf,
  Remedy: ({ fault }: LogLine) => fault && remedyOf(fault),
  'What the tracker said': ({ fault }: LogLine) => fault?.detail,
  'HTTP status': ({ fault }: LogLine) => fault?.status,
  'Error code': ({ fault }: LogLine) => fault?.code,
}
