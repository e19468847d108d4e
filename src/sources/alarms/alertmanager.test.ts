import { describe, expect, test } from 'vitest'
import { alertmanager } from './alertmanager.ts'
import { now, onlyAlarm, refusals } from './testing/read.ts'

const alert = {
  status: 'firing',
  labels: { alertname: 'HighLoad', instance: 'web-1:9100', severity: 'critical' },
  annotations: {
    summary: 'Load is high',
    description: 'Load is 12.\nFor 5 minutes.',
    runbook_url: 'https://r.example/1',
  },
  startsAt: '2026-06-15T11:00:00.123456789Z',
  endsAt: '0001-01-01T00:00:00Z',
  generatorURL: 'https://prom.example/graph?g0.expr=up',
  fingerprint: '1a30ba71cca2921f',
}
const group = {
  version: '4',
  groupKey: '{}:{alertname="HighLoad"}',
  truncatedAlerts: 0,
  status: 'firing',
  externalURL: 'https://am.example:9093/alerts',
}
const read = (body: unknown) => alertmanager.read(body, now)
const readAlert = (change: object) => onlyAlarm(read({ ...group, alerts: [{ ...alert, ...change }] }))

describe('An alert of Alertmanager', () => {
  test('BX6, BX17 · becomes an alarm, known by its fingerprint at this Alertmanager', () => {
    expect(readAlert({})).toEqual({
      agent: 'am.example:9093',
      rootKey: '1a30ba71cca2921f',
      elementId: null,
      elementName: 'web-1:9100',
      value: 'Load is high',
      rootTime: new Date('2026-06-15T11:00:00.123Z'),
      severity: 'critical',
      state: 'raised',
      title: 'web-1:9100: Load is high',
      description: 'Load is 12.\nFor 5 minutes.\nRunbook: https://r.example/1',
      labels: alert.labels,
      url: 'https://prom.example/graph?g0.expr=up',
      raw: alert,
    })
  })

  test('clears the same alarm when it is resolved', () => {
    const resolved = readAlert({ status: 'resolved', annotations: {} })
    expect(resolved).toMatchObject({ state: 'cleared', rootKey: alert.fingerprint, agent: 'am.example:9093' })
  })

  test('BX6 · without a fingerprint is known by its labels, in whatever order they come', () => {
    const { rootKey } = readAlert({ fingerprint: undefined })
    const turned = Object.fromEntries(Object.entries(alert.labels).toReversed())
    expect(rootKey).toMatch(/^[\da-f]{64}$/u)
    expect(readAlert({ fingerprint: '', labels: turned, status: 'resolved' }).rootKey).toBe(rootKey)
    expect(readAlert({ fingerprint: '', labels: { ...turned, job: 'x' } }).rootKey).not.toBe(rootKey)
  })

  test.each([
    [{ host: 'h', node: 'n', instance: 'i', device: 'd', alertname: 'a' }, 'h'],
    [{ node: 'n', instance: 'i', device: 'd', alertname: 'a' }, 'n'],
    [{ instance: 'i', device: 'd', alertname: 'a' }, 'i'],
    [{ device: 'd', alertname: 'a' }, 'd'],
    [{ instance: ' ', alertname: 'a' }, 'a'],
    [{ zone: 'z' }, 'alert 1a30ba71cca2921f'],
  ])('with the labels %j is about %s', (labels, elementName) => {
    expect(readAlert({ labels }).elementName).toBe(elementName)
  })

  test.each([
    [{ summary: 's', message: 'm', description: 'd' }, 's', 'd'],
    [{ message: 'm' }, 'm', 'm'],
    [{ description: 'd\nmore' }, 'd more', 'd\nmore'],
    [{}, 'HighLoad', ''],
    [null, 'HighLoad', ''],
  ])('with the annotations %j has the value %j', (annotations, value, description) => {
    expect(readAlert({ annotations })).toMatchObject({ value, description })
  })

  test('says its name once when it has nothing else to say', () => {
    expect(readAlert({ annotations: {}, labels: { alertname: 'Watchdog' } })).toMatchObject({
      value: null,
      title: 'Alarm on Watchdog',
    })
  })

  test('keeps no character that a database refuses, in what it says and as it came', () => {
    const alarm = readAlert({
      labels: { ...alert.labels, 'od\u0000d': '\uD83D\u0000x' },
      annotations: { summary: 'a\u0000\u0007\nb' },
    })
    expect(alarm.value).toBe('a b')
    expect(alarm.labels.odd).toBe('\uFFFDx')
    expect(JSON.stringify(alarm)).not.toMatch(/\\u0000|\\ud83d/iu)
  })

  test.each(['javascript:alert(1)', '?orgId=1', '', 'ftp://x.example', null, 5])(
    'has no link to %j',
    (generatorURL) => {
      expect(readAlert({ generatorURL }).url).toBeNull()
    },
  )

  test('BX19 · that begins in the future is taken and warned about; without a time it has none', () => {
    const { alarms, warnings } = read({ ...group, alerts: [{ ...alert, startsAt: '2026-06-15T13:00:00Z' }] })
    expect(alarms).toHaveLength(1)
    expect(warnings).toEqual([expect.stringMatching(/^startsAt of alerts\.0 .* 60 minutes in the future/u)])
    for (const startsAt of [undefined, '0001-01-01T00:00:00Z']) {
      expect(read({ ...group, alerts: [{ ...alert, startsAt }] })).toMatchObject({
        alarms: [{ rootTime: null }],
        warnings: [],
      })
    }
  })
})

describe('A group of alerts', () => {
  test('says when Alertmanager left some out', () => {
    expect(read({ ...group, truncatedAlerts: 3, alerts: [alert] }).warnings).toEqual([
      'Alertmanager left out 3 more of this group: its webhook has a limit.',
    ])
  })

  test('gives its state to alerts that have none', () => {
    const { status: _, ...silent } = alert
    expect(onlyAlarm(read({ ...group, status: 'resolved', alerts: [silent] })).state).toBe('cleared')
  })

  test('may have no address of its own', () => {
    expect(onlyAlarm(read({ alerts: [alert] })).agent).toBe('')
  })

  test('is taken but for the alerts that cannot be told apart or have no known state', () => {
    const alerts = [alert, null, { ...alert, labels: {}, fingerprint: '' }, { ...alert, status: 'maybe' }]
    const { alarms, refused } = read({ ...group, alerts })
    expect(alarms).toHaveLength(1)
    expect(refused).toEqual([
      { at: 'alerts.1', field: '', message: 'an alert, an object' },
      { at: 'alerts.2', field: 'labels', message: 'at least one label, or a fingerprint' },
      { at: 'alerts.3', field: 'status', message: 'firing or resolved' },
    ])
  })

  test.each([[{}], [{ alerts: [] }], [{ alerts: {} }], [[alert]], [{ ruleId: 1, state: 'ok' }]])(
    'is needed: %j is refused',
    (body) => {
      expect(refusals(read(body))).toEqual([
        {
          at: '',
          field: 'alerts',
          message: 'a list of one alert or more, as the webhook of Alertmanager sends it',
        },
      ])
    },
  )
})
