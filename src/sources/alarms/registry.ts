import { alertmanager } from './alertmanager.ts'
import type { AlarmFormat } from './alarm.ts'
import { grafana } from './grafana.ts'

/** The one list. A format is chosen by its address, not told by its shape: Grafana's bodies look like Alertmanager's. */
export const alarmFormats: AlarmFormat[] = [alertmanager, grafana]
