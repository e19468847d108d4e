import type { RunView, TicketOfRun } from '../../store/diagnostic-runs.ts'
import type { ServiceView } from '../../store/services.ts'
import type { DiagnosticRun, DiagnosticRunDetail, Service } from '../contract/diagnostics.ts'
import { instant } from './views.ts'

export const serviceAnswer = (view: ServiceView): Service => ({
  id: view.number,
  uuid: view.uuid,
  alias: view.alias,
  operator: view.operator,
  productName: view.productName,
  grt: view.grt,
  createdAt: view.createdAt.toISOString(),
  updatedAt: view.updatedAt.toISOString(),
})

export const runAnswer = (view: RunView): DiagnosticRun => ({
  id: view.number,
  alias: view.alias,
  kind: view.kind,
  status: view.status,
  service: view.service,
  findings: view.findings.map(({ category, text }) => ({ category, text })),
  startedAt: instant(view.startedAt),
  endedAt: instant(view.endedAt),
  createdAt: view.createdAt.toISOString(),
  updatedAt: view.updatedAt.toISOString(),
})

export const runDetail = (view: RunView, tickets: TicketOfRun[]): DiagnosticRunDetail => ({
  ...runAnswer(view),
  tickets: tickets.map((ticket) => ({ ...ticket, createdAt: ticket.createdAt.toISOString() })),
})
