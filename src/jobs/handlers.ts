import { mailAccount } from '../admin/account-mail.ts'
import { forgetOldNotifications } from '../admin/notification-retention.ts'
import { applyRetention, requestAllRetention } from '../admin/retention.ts'
import { alertAdministrators } from '../connections/alert.ts'
import { preflight } from '../connections/preflight.ts'
import type { Deps } from '../deps.ts'
import { fetchFile } from '../inbound/fetch-file.ts'
import { poll } from '../inbound/poll.ts'
import { processWebhooks } from '../inbound/process-webhooks.ts'
import { refresh } from '../inbound/refresh.ts'
import { runAlarmRules } from '../intake/run-alarm-rules.ts'
import { deliver } from '../outbound/deliver.ts'
import { runLane } from '../outbound/lane.ts'
import { notify } from '../outbound/notify.ts'
import { runWriteBacks } from '../outbound/write-back.ts'
import { everyMinute } from './every-minute.ts'
import type { Handlers } from './queue.ts'

/** Which verb does which job. */
export function createHandlers(deps: Deps): Handlers {
  return {
    lane: ({ connectionId }) => runLane(deps, connectionId),
    deliver: ({ deliveryId }) => deliver(deps, deliveryId),
    rescue: ({ deliveryId }) => deliver(deps, deliveryId),
    poll: ({ connectionId }) => poll(deps, connectionId),
    refresh: ({ linkId }) => refresh(deps, linkId),
    webhooks: ({ connectionId }) => processWebhooks(deps, connectionId),
    'fetch-file': (of) => fetchFile(deps, of),
    'write-back': ({ sourceId }) => runWriteBacks(deps, sourceId),
    notify: ({ workspaceId }) => notify(deps, workspaceId),
    'alarm-rules': ({ workspaceId }) => runAlarmRules(deps, workspaceId),
    preflight: ({ connectionId }) => preflight(deps, connectionId),
    alert: (of) => alertAdministrators(deps, of),
    'account-mail': (of) => mailAccount(deps, of),
    retention: (of) => applyRetention(deps, of),
    night: async () => {
      await requestAllRetention(deps)
      await forgetOldNotifications(deps)
    },
    minute: () => everyMinute(deps),
  }
}
