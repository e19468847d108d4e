import { queryOptions } from '@tanstack/react-query'
import type { ChangeWorkspace, NewWorkspace, Workspace } from '../../src/http/contract/people.ts'
import { request } from './request.ts'

export type { Workspace } from '../../src/http/contract/people.ts'

export const workspaceQuery = queryOptions({
  queryKey: ['workspace'],
  queryFn: ({ signal }) => request<Workspace>('/v1/workspace', { signal }),
})

export const changeWorkspace = (body: ChangeWorkspace) =>
  request<Workspace>('/v1/workspace', { method: 'PATCH', body })

export const makeWorkspace = (body: NewWorkspace) =>
  request<Workspace>('/v1/workspaces', { method: 'POST', body })
