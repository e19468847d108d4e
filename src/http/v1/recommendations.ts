import { z } from 'zod'
import type { Deps } from '../../deps.ts'
import { factsOf, prefillOf } from '../../domain/describe.ts'
import { notFound } from '../../domain/refusal.ts'
import { takeRecommendations } from '../../intake/take-recommendations.ts'
import { findingFilters, findingOf, findingView, listFindings } from '../../store/findings.ts'
import {
  Recommendation,
  RecommendationDetail,
  RecommendationFilters,
  RecommendationQuery,
  RecommendationsTaken,
} from '../contract/recommendation.ts'
import { Id, pageOf, Problem } from '../contract/shared.ts'
import { actorOf } from '../guard.ts'
import { inOneTransaction, oncePerKey } from '../idempotency.ts'
import type { Api } from './api.ts'
import { recommendationAnswer } from './views.ts'

const tags = ['Recommendations']

/** The addresses under `/v1/recommendations`. */
export function recommendationRoutes(app: Api, deps: Deps): void {
  app.post('/v1/recommendations', {
    config: { demands: 'recommendations:write' },
    schema: {
      tags,
      summary: 'Bring in recommendations',
      description:
        'One recommendation in the hub’s own form, a list of up to 1,000, `{"recommendations": […]}`, or a document of ' +
        'AWS Cost Optimization Hub (ListRecommendations), Azure Advisor or Google Recommender as it is. ' +
        'The same (source, key) again brings the recommendation up to date.',
      body: z.unknown().meta({ description: 'See the description' }),
      querystring: z.object({
        project: z.string().max(64).optional().meta({ description: 'Project key for those that name none' }),
      }),
      response: { 200: RecommendationsTaken, 422: Problem },
    },
    handler: async (request, reply) => {
      const work = inOneTransaction(deps, request, async (inside) => ({
        status: 200,
        body: await takeRecommendations(inside, actorOf(request), {
          document: request.body,
          project: request.query.project,
        }),
      }))
      await oncePerKey(deps, { request, reply }, work)
    },
  })

  app.get('/v1/recommendations', {
    config: { demands: 'recommendations:read' },
    schema: {
      tags,
      summary: 'List recommendations',
      querystring: RecommendationQuery,
      response: { 200: pageOf(Recommendation) },
    },
    handler: async (request) => {
      const { q, ...filter } = request.query
      const { workspaceId } = actorOf(request)
      const page = await listFindings(deps.store.db, workspaceId, { ...filter, words: q || undefined })
      return { ...page, items: page.items.map(recommendationAnswer) }
    },
  })

  app.get('/v1/recommendations/filters', {
    config: { demands: 'recommendations:read' },
    schema: {
      tags,
      summary: 'The categories and sources that occur',
      response: { 200: RecommendationFilters },
    },
    handler: (request) => findingFilters(deps.store.db, actorOf(request).workspaceId),
  })

  app.get('/v1/recommendations/:id', {
    config: { demands: 'recommendations:read' },
    schema: {
      tags,
      summary: 'Read a recommendation, with what its ticket would carry',
      params: z.object({ id: Id }),
      response: { 200: RecommendationDetail, 404: Problem },
    },
    handler: async (request) => {
      const { workspaceId } = actorOf(request)
      const { id } = request.params
      const view = await findingView(deps.store.db, workspaceId, id)
      const finding = await findingOf(deps.store.db, workspaceId, id)
      if (!view || !finding) throw notFound('recommendation')
      return {
        ...recommendationAnswer(view),
        facts: factsOf(view),
        raw: finding.raw,
        prefill: { ...prefillOf(view), projectId: view.projectId, priority: 'medium' as const },
      }
    },
  })
}
