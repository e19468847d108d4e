import { z } from 'zod'
import type { Deps } from '../../deps.ts'
import { notFound } from '../../domain/refusal.ts'
import { takeRuns } from '../../intake/take-runs.ts'
import type { GivenRun } from '../../intake/run-change.ts'
import { listRuns, runView, ticketsOfRun } from '../../store/diagnostic-runs.ts'
import {
  DiagnosticRun,
  DiagnosticRunDetail,
  mostAtOnce,
  NewRun,
  RunQuery,
  takenOf,
} from '../contract/diagnostics.ts'
import { pageOf, Problem } from '../contract/shared.ts'
import { actorOf } from '../guard.ts'
import type { Api } from './api.ts'
import { runAnswer, runDetail } from './diagnostic-views.ts'
import { takeOneOrMany } from './taken.ts'

const tags = ['Services and diagnostic runs']
const read = { demands: 'diagnostics:read' as const }
const shownTickets = 20

const moment = (text: string | null | undefined) => (text == null ? text : new Date(text))

const givenRun = ({ startedAt, endedAt, ...run }: z.output<typeof NewRun>): GivenRun => ({
  ...run,
  startedAt: moment(startedAt),
  endedAt: moment(endedAt),
})

/** The addresses under `/v1/diagnostic-runs`: what partners’ tickets refer to (D1, DX27). */
export function diagnosticRunRoutes(app: Api, deps: Deps): void {
  app.get('/v1/diagnostic-runs', {
    config: read,
    schema: {
      tags,
      summary: 'List diagnostic runs, the last that came in first',
      querystring: RunQuery,
      response: { 200: pageOf(DiagnosticRun) },
    },
    handler: async (request) => {
      const { q, ...filter } = request.query
      const { workspaceId } = actorOf(request)
      const page = await listRuns(deps.store.db, workspaceId, { ...filter, words: q || undefined })
      return { ...page, items: page.items.map(runAnswer) }
    },
  })

  app.post('/v1/diagnostic-runs', {
    config: { demands: 'diagnostics:write' },
    schema: {
      tags,
      summary: 'Bring in a diagnostic run, or a list of them; one that is known is brought up to date',
      description:
        `One run, or a list of up to ${mostAtOnce.toLocaleString('en')}; of a list, each is taken or refused by itself. ` +
        'A run is known by its `id` or its `alias`; without both it is a new one. Members: `id`, `alias`, `kind`, `status` ' +
        '(running, completed or error), `service` (the uuid or alias of a registered one), `findings` (`category`, `text`), ' +
        '`startedAt`, `endedAt`. A run that is over stays over, and one that a ticket refers to keeps its service.',
      body: z.unknown().meta({ description: 'See the description' }),
      response: {
        200: z.union([DiagnosticRun, takenOf(DiagnosticRun)]),
        201: DiagnosticRun,
        409: Problem,
        422: Problem,
      },
    },
    handler: async (request, reply) => {
      await takeOneOrMany(
        deps,
        { request, reply, shape: NewRun },
        {
          take: (inside, given) => takeRuns(inside, actorOf(request), given.map(givenRun)),
          answer: runAnswer,
        },
      )
    },
  })

  app.get('/v1/diagnostic-runs/:ref', {
    config: read,
    schema: {
      tags,
      summary: 'Read a diagnostic run by its id or its alias, with the newest tickets that refer to it',
      params: z.object({ ref: z.string().max(64) }),
      response: { 200: DiagnosticRunDetail, 404: Problem },
    },
    handler: async (request) => {
      const { workspaceId, rights } = actorOf(request)
      const { db } = deps.store
      const view = await runView(db, workspaceId, request.params.ref)
      if (!view) throw notFound('diagnostic run')
      const mayRead = rights.includes('service-tickets:read')
      return runDetail(view, mayRead ? await ticketsOfRun(db, view.id, shownTickets) : [])
    },
  })
}
