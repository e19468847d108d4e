import type { Alarm, AlarmReading, Refused } from '../alarm.ts'

export const now = new Date('2026-06-15T12:00:00Z')

/** The one alarm of a reading of which nothing is refused. */
export function onlyAlarm({ alarms, refused }: AlarmReading): Alarm {
  const [alarm, ...others] = alarms
  if (!alarm || others.length > 0 || refused.length > 0)
    throw new Error(`${alarms.length} alarms and ${JSON.stringify(refused)} instead of one alarm.`)
  return alarm
}

/** What is refused in a reading without a single alarm. */
export function refusals({ alarms, refused }: AlarmReading): Refused[] {
  if (alarms.length > 0 || refused.length === 0)
    throw new Error(`${alarms.length} alarms instead of a refusal.`)
  return refused
}
