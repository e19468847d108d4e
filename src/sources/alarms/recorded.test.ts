import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { alarmFormats } from './registry.ts'
import { now } from './testing/read.ts'

const folder = new URL('../../../../shared/contracts/alerts/', import.meta.url)
const there = existsSync(folder)
const bodyOf = (path: string): unknown => JSON.parse(readFileSync(new URL(path, folder), 'utf8'))

const recorded = alarmFormats.flatMap((format) =>
  there
    ? readdirSync(new URL(`${format.name}/`, folder))
        .filter((name) => name.endsWith('.json'))
        .map((name) => [`${format.name}/${name}`, format] as const)
    : [],
)

const read = (path: string) => {
  const format = recorded.find(([name]) => name === path)?.[1]
  return format?.read(bodyOf(path), now)
}

describe.skipIf(!there)('Recorded bodies (skipped where ../shared/contracts is not there)', () => {
  test('there are 4 of Alertmanager and 2 of Grafana', () => {
    expect(recorded.map(([, { name }]) => name)).toEqual([
      ...Array(4).fill('alertmanager'),
      ...Array(2).fill('grafana'),
    ])
  })

  test.each(recorded)('%s is read whole, without a warning', (path, format) => {
    const { alarms, warnings, refused } = format.read(bodyOf(path), now)
    expect({ refused, warnings }).toEqual({ refused: [], warnings: [] })
    for (const alarm of alarms) {
      expect(alarm.rootKey).toMatch(/^(?:[\da-f]{16}|[\da-f]{64}|rule-\d+)$/u)
      expect(alarm.title).toMatch(/^\S.{10,}\S$/u)
      expect(alarm.elementName).toBeTruthy()
      expect(alarm.value).toBeTruthy()
      expect(alarm.description).toBeTruthy()
    }
  })

  test.each([
    ['alertmanager/fx-alertmanager_firing.json', ['raised'], 'server01.int:9100: Oops, something happened!'],
    [
      'alertmanager/msteams-prom_post_request.json',
      ['raised'],
      'instance-with-hyphen_and_underscore: Server High Memory usage',
    ],
    [
      'alertmanager/snmpnotifier-alertparser-test_mixed_alerts.json',
      ['raised', 'cleared', 'raised', 'raised'],
      'TestAlert: this is the random summary',
    ],
    [
      'alertmanager/snmpnotifier-scripts-local-test_mixed_alerts.json',
      ['raised', 'cleared', 'raised'],
      'TestAlert: this is the random summary',
    ],
    ['grafana/legacy-alerting.json', ['raised'], 'zeta.domain: Zeta CPU alert (user = 97.007606)'],
    ['grafana/unified-v12-test.json', ['raised'], 'Grafana: TEST'],
  ])('BX17 · %s gives alarms that are %j, the first titled %j', (path, states, title) => {
    const alarms = read(path)?.alarms ?? []
    expect(alarms.map(({ state }) => state)).toEqual(states)
    expect(alarms[0]?.title).toBe(title)
  })

  test('BX6 · the alarms of one body have different keys, unless their labels are the same', () => {
    const keysOf = (path: string) => new Set((read(path)?.alarms ?? []).map(({ rootKey }) => rootKey)).size
    expect(keysOf('alertmanager/snmpnotifier-alertparser-test_mixed_alerts.json')).toBe(4)
    expect(keysOf('alertmanager/snmpnotifier-scripts-local-test_mixed_alerts.json')).toBe(2)
  })

  test('a body of Graylog, for which there is no format, is refused by every format', () => {
    for (const format of alarmFormats)
      expect(format.read(bodyOf('other/graylog.json'), now)).toMatchObject({
        alarms: [],
        refused: [{ at: '', field: 'alerts' }],
      })
  })
})
