import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import type { z } from 'zod'
import type {
  Notification,
  NotificationDetail,
  ResendPlan,
  ResendWhich,
  Resent,
} from '../../src/http/contract/notification.ts'
import type { Page } from '../../src/http/contract/shared.ts'
import { request, withQuery } from './request.ts'

export type {
  Notification,
  NotificationDetail,
  ResendPlan,
  ResendWhich,
} from '../../src/http/contract/notification.ts'

/** As it stands in the address of the list. */
export type NotificationSearch = Partial<
  Record<'state' | 'channel' | 'topic' | 'operator' | 'ticket' | 'after', string>
>

export const notificationsQuery = ({ operator, ...search }: NotificationSearch) =>
  queryOptions({
    queryKey: ['notifications', 'list', search, operator],
    queryFn: ({ signal }) =>
      request<Page<Notification>>(
        withQuery('/v1/notifications', { ...search, operatorId: operator, limit: 50 }),
        { signal },
      ),
    placeholderData: keepPreviousData,
  })

export const notificationQuery = (id: string) =>
  queryOptions({
    queryKey: ['notifications', 'one', id],
    queryFn: ({ signal }) =>
      request<NotificationDetail>(`/v1/notifications/${encodeURIComponent(id)}`, { signal }),
  })

export const actOnNotification = (id: string, action: Notification['actions'][number]) =>
  request<NotificationDetail>(`/v1/notifications/${encodeURIComponent(id)}/${action}`, {
    method: 'POST',
    body: {},
  })

/** Not kept: what would happen changes with every moment. */
export const resendPlanQuery = (which: ResendWhich) =>
  queryOptions({
    queryKey: ['resend-plan', which],
    queryFn: ({ signal }) =>
      request<ResendPlan>('/v1/notifications/preview', { method: 'POST', body: which, signal }),
    staleTime: 0,
    gcTime: 0,
  })

export const resend = (which: ResendWhich) =>
  request<z.infer<typeof Resent>>('/v1/notifications/retry', { method: 'POST', body: which })
