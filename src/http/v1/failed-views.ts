import { remedyOf, type Fault } from '../../domain/fault.ts'
import { replayPace, type LeftOut, type Turn } from '../../domain/replay.ts'
import { aliasOf, deliveryActions } from '../../domain/ticket.ts'
import type { ReplayPlan as Plan } from '../../desk/plan-replay.ts'
import type { FailedRequest as Row, FailureCause as CauseRow } from '../../store/failed-requests.ts'
import type { ReplayProgress } from '../../store/replays.ts'
import type { FailedRequest, FailureCause, Replay, ReplayPlan } from '../contract/failed-request.ts'
import { faultView, instant } from './views.ts'

const longestMessage = 160

/** In one line: the tracker’s words, or for what it waits where no fault was met. */
function messageOf({ fault, waitingFor }: { fault: Fault | null; waitingFor: string | null }): string {
  const [line = ''] = (fault?.detail || waitingFor || 'unknown').split('\n')
  return line.length > longestMessage ? `${line.slice(0, longestMessage - 1).toWellFormed()}…` : line
}

function descriptionOf({ fault, waitingFor }: { fault: Fault | null; waitingFor: string | null }): string {
  const parts = [
    fault?.detail,
    ...Object.entries(fault?.fields ?? {}).map(([field, said]) => `${field}: ${said}`),
    waitingFor && `It waits for ${waitingFor}.`,
    fault && remedyOf(fault),
  ]
  return parts.filter(Boolean).join('\n')
}

export function failedRequestAnswer(row: Row): FailedRequest {
  const { fault, waitingFor } = row
  return {
    id: row.ticketId,
    alias: aliasOf(row.number),
    title: row.title,
    state: row.state,
    httpErrorCode: fault?.status ?? null,
    appErrorCode: fault?.code ?? fault?.kind ?? null,
    errorMessage: messageOf(row),
    errorDescription: descriptionOf(row),
    fault: faultView(fault),
    waitingFor,
    failedAt: row.failedAt.toISOString(),
    attempts: row.attempts,
    connection: { id: row.connectionId, name: row.connectionName },
    alarm: row.alarmId ? { id: row.alarmId, title: row.alarmTitle ?? '' } : null,
    cause: row.cause,
    actions: deliveryActions('create', row.state),
  }
}

export function causeAnswer(row: CauseRow): FailureCause {
  return {
    cause: row.cause,
    connection: { id: row.connectionId, name: row.connectionName },
    count: row.count,
    replayable: row.replayable,
    newestAt: row.newestAt.toISOString(),
    errorMessage: messageOf(row),
    fault: faultView(row.fault),
    example: { alias: aliasOf(row.number) },
  }
}

const fewOf = 5

export function planAnswer({ turns, leftOut, unknown, remaining, connections }: Plan): ReplayPlan {
  const unknownOnes = { reason: 'There is no such ticket in this workspace.', count: unknown, examples: [] }
  return {
    count: turns.length,
    first: turns.slice(0, fewOf).map(({ candidate }) => candidate.alias),
    connections: connections.flatMap((connection) => {
      const own = turns.filter(({ candidate }) => candidate.connectionId === connection.id)
      const [first] = own
      const last = own.at(-1)
      if (!first || !last) return []
      const { id, name, requestsPerMinute } = connection
      const { stepMs, atOnce } = replayPace(requestsPerMinute)
      return [
        {
          id,
          name,
          requestsPerMinute,
          count: own.length,
          destinations: destinationsOf(own),
          perMinute: Math.round((atOnce * 600_000) / stepMs) / 10,
          firstAt: first.at.toISOString(),
          lastAt: last.at.toISOString(),
        },
      ]
    }),
    leftOut: [...reasonsOf(leftOut), ...(unknown > 0 ? [unknownOnes] : [])],
    remaining,
  }
}

function destinationsOf(turns: Turn[]) {
  const counts = Map.groupBy(turns, ({ candidate }) => candidate.destination)
  return [...counts].map(([label, list]) => ({ label, count: list.length }))
}

function reasonsOf(leftOut: LeftOut[]) {
  const byReason = Map.groupBy(leftOut, ({ reason }) => reason)
  return [...byReason].map(([reason, list]) => ({
    reason,
    count: list.length,
    examples: list.slice(0, fewOf).map(({ candidate }) => candidate.alias),
  }))
}

export const replayAnswer = ({ lastTurnAt, ...counts }: ReplayProgress): Replay => ({
  ...counts,
  lastTurnAt: instant(lastTurnAt),
})
