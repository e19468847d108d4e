import { readGroup, type GroupForm } from './alert-group.ts'
import type { AlarmFormat } from './alarm.ts'
import { isLegacy, readLegacy } from './grafana-legacy.ts'
import { textIn, textsIn } from './members.ts'
import { storably } from './storable.ts'
import { hostOf, webAddress } from './text.ts'

const form: GroupForm = {
  title: 'Grafana',
  agentOf: (group) => hostOf(textIn(group, 'externalURL')) || (textIn(group, 'orgId') ?? ''),
  // Without a root address Grafana writes generatorURL relative, which leads nowhere.
  pagesOf: (alert) => ['generatorURL', 'panelURL', 'dashboardURL'].map((name) => textIn(alert, name)),
  linesOf: (alert) => [
    ...valuesLine(alert),
    ...links.flatMap(([name, words]) => linkLine(alert, name, words)),
  ],
}

const links = [
  ['dashboardURL', 'Dashboard'],
  ['panelURL', 'Panel'],
  ['silenceURL', 'Silence'],
  ['imageURL', 'Picture'],
] as const

function linkLine(alert: Record<string, unknown>, name: string, words: string): string[] {
  const address = webAddress(textIn(alert, name))
  return address ? [`${words}: ${address}`] : []
}

function valuesLine(alert: Record<string, unknown>): string[] {
  const values = Object.entries(textsIn(alert.values)).map(([name, value]) => `${name} = ${value}`)
  return values.length > 0 ? [`Values: ${values.join(', ')}`] : []
}

/**
 * Grafana: the body of the webhook contact point, which has Alertmanager's form and a little more; also that of the
 * alerting before version 9.
 * https://grafana.com/docs/grafana/latest/alerting/configure-notifications/manage-contact-points/integrations/webhook-notifier/
 */
export const grafana: AlarmFormat = {
  name: 'grafana',
  title: 'Grafana',
  read: storably((body, now) => (isLegacy(body) ? readLegacy(body) : readGroup(body, now, form))),
}
