import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import type { z } from 'zod'
import type {
  Recommendation,
  RecommendationDetail,
  RecommendationFilters as FiltersShape,
} from '../../src/http/contract/recommendation.ts'
import type { Page } from '../../src/http/contract/shared.ts'
import { request, withQuery } from './request.ts'

export type { Recommendation, RecommendationDetail } from '../../src/http/contract/recommendation.ts'
type Filters = z.infer<typeof FiltersShape>

export interface RecommendationSearch {
  q?: string
  project?: string
  category?: string
  source?: string
  ticket?: string
  sort?: string
  after?: string
}

export const recommendationsQuery = (search: RecommendationSearch) =>
  queryOptions({
    queryKey: ['recommendations', 'list', search],
    queryFn: ({ signal }) =>
      request<Page<Recommendation>>(withQuery('/v1/recommendations', { ...search, limit: 30 }), { signal }),
    placeholderData: keepPreviousData,
  })

export const recommendationQuery = (id: string) =>
  queryOptions({
    queryKey: ['recommendations', 'one', id],
    queryFn: ({ signal }) =>
      request<RecommendationDetail>(`/v1/recommendations/${encodeURIComponent(id)}`, { signal }),
  })

export const recommendationFiltersQuery = queryOptions({
  queryKey: ['recommendations', 'filters'],
  queryFn: ({ signal }) => request<Filters>('/v1/recommendations/filters', { signal }),
  staleTime: 300_000,
})
