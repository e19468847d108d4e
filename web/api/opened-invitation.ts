import { queryOptions } from '@tanstack/react-query'
import type {
  AcceptedInvitation,
  AcceptInvitation,
  OpenedInvitation,
} from '../../src/http/contract/people.ts'
import { request } from './request.ts'

export type { OpenedInvitation } from '../../src/http/contract/people.ts'

const pathOf = (secret: string) => `/auth/invitations/${encodeURIComponent(secret)}`

export const openedInvitationQuery = (secret: string) =>
  queryOptions({
    queryKey: ['opened-invitation', secret],
    queryFn: ({ signal }) => request<OpenedInvitation>(pathOf(secret), { signal }),
  })

export const acceptInvitation = (secret: string, body: AcceptInvitation) =>
  request<AcceptedInvitation>(`${pathOf(secret)}/accept`, { method: 'POST', body })
