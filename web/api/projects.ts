import { queryOptions } from '@tanstack/react-query'
import type { Project } from '../../src/http/contract/project.ts'
import { request } from './request.ts'

export type { Project } from '../../src/http/contract/project.ts'

export const projectsQuery = queryOptions({
  queryKey: ['projects'],
  queryFn: async ({ signal }) => (await request<{ items: Project[] }>('/v1/projects', { signal })).items,
  staleTime: 300_000,
})

export function addProject(project: { key: string; name: string }) {
  return request<Project>('/v1/projects', { method: 'POST', body: project })
}
