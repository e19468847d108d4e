import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import type { Invitation, Member, NewInvitation, SentInvitation } from '../../src/http/contract/people.ts'
import type { Page } from '../../src/http/contract/shared.ts'
import { request, withQuery } from './request.ts'

export type { Invitation, Member, SentInvitation } from '../../src/http/contract/people.ts'
export type Role = NewInvitation['role']

const memberPath = (id: string, rest = '') => `/v1/members/${encodeURIComponent(id)}${rest}`
const invitationPath = (id: string, rest = '') => `/v1/invitations/${encodeURIComponent(id)}${rest}`

export const membersQuery = (search: { q?: string | undefined; after?: string | undefined }) =>
  queryOptions({
    queryKey: ['members', search],
    queryFn: ({ signal }) =>
      request<Page<Member>>(withQuery('/v1/members', { ...search, limit: 50 }), { signal }),
    placeholderData: keepPreviousData,
  })

export const changeRole = (id: string, role: Role) =>
  request<Member>(memberPath(id), { method: 'PATCH', body: { role } })

export const removeMember = (id: string) => request<void>(memberPath(id), { method: 'DELETE' })

export const resetTwoFactor = (id: string) =>
  request<void>(memberPath(id, '/reset-two-factor'), { method: 'POST', body: {} })

const mailPauseMs = 2_000

/** Those that nobody has accepted yet; looked at again while a mail is still on its way. */
export const invitationsQuery = queryOptions({
  queryKey: ['invitations'],
  queryFn: ({ signal }) => request<Page<Invitation>>('/v1/invitations?limit=200', { signal }),
  refetchInterval: ({ state }) =>
    state.data?.items.some(({ mail }) => mail === 'waiting') ? mailPauseMs : false,
})

export const invite = (body: NewInvitation) =>
  request<SentInvitation>('/v1/invitations', { method: 'POST', body })

export const sendAgain = (id: string) =>
  request<SentInvitation>(invitationPath(id, '/send-again'), { method: 'POST', body: {} })

export const withdrawInvitation = (id: string) => request<void>(invitationPath(id), { method: 'DELETE' })
