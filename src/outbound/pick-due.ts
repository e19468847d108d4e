import type { NotificationChannel } from '../domain/notification.ts'
import type { DueNotification } from '../store/notifications.ts'

/** At the same time in this process: mail and webhooks apart, so that neither takes the other’s places. */
const mostAtOnce: Record<NotificationChannel, number> = { mail: 8, webhook: 16 }

/** To one address, or for one webhook. */
const mostEach = 2

/** What is under way in this process, whichever workspace’s it is. */
export interface UnderWay {
  channels: Record<NotificationChannel, number>
  lanes: Map<string, number>
}

export const nothingUnderWay = (): UnderWay => ({ channels: { mail: 0, webhook: 0 }, lanes: new Map() })

/** Which channels and recipients can take another one. */
export function roomLeft({ channels, lanes }: UnderWay) {
  const open = (['mail', 'webhook'] as const).filter((channel) => channels[channel] < mostAtOnce[channel])
  return {
    channels: open,
    fullLanes: [...lanes].filter(([, count]) => count >= mostEach).map(([lane]) => lane),
  }
}

/** Of what is due, the oldest first, what may go now: one slow recipient holds up nobody else. */
export function pickDue(due: DueNotification[], underWay: UnderWay): DueNotification[] {
  const after = { channels: { ...underWay.channels }, lanes: new Map(underWay.lanes) }
  return due.filter((one) => {
    const isFull =
      after.channels[one.channel] >= mostAtOnce[one.channel] || (after.lanes.get(one.lane) ?? 0) >= mostEach
    if (!isFull) begin(after, one)
    return !isFull
  })
}

export function begin({ channels, lanes }: UnderWay, { channel, lane }: DueNotification): void {
  channels[channel] += 1
  lanes.set(lane, (lanes.get(lane) ?? 0) + 1)
}

export function end({ channels, lanes }: UnderWay, { channel, lane }: DueNotification): void {
  channels[channel] -= 1
  const left = (lanes.get(lane) ?? 1) - 1
  if (left > 0) lanes.set(lane, left)
  else lanes.delete(lane)
}
