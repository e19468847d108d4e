import { readGroup, type GroupForm } from './alert-group.ts'
import type { AlarmFormat } from './alarm.ts'
import { textIn } from './members.ts'
import { storably } from './storable.ts'
import { hostOf } from './text.ts'

const form: GroupForm = {
  title: 'Alertmanager',
  agentOf: (group) => hostOf(textIn(group, 'externalURL')),
  pagesOf: (alert) => [textIn(alert, 'generatorURL')],
  linesOf: () => [],
}

/**
 * Prometheus Alertmanager: the body of `webhook_config`, version 4; version 3 differs in nothing that is read.
 * https://prometheus.io/docs/alerting/latest/configuration/#webhook_config
 */
export const alertmanager: AlarmFormat = {
  name: 'alertmanager',
  title: 'Prometheus Alertmanager',
  read: storably((body, now) => readGroup(body, now, form)),
}
