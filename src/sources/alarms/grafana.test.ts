import { describe, expect, test } from 'vitest'
import { grafana } from './grafana.ts'
import { now, onlyAlarm, refusals } from './testing/read.ts'

const read = (body: unknown) => grafana.read(body, now)

describe('An alert of Grafana', () => {
  const alert = {
    status: 'firing',
    labels: { alertname: 'HighLoad', host: 'web-1', severity: 'critical' },
    annotations: { summary: 'Load is high' },
    startsAt: '2026-06-15T13:00:00+02:00',
    fingerprint: 'c4edaaf9f9f839b0',
    generatorURL: 'https://g.example/alerting/grafana/r1/view',
    silenceURL: 'https://g.example/alerting/silence/new?x=1',
    dashboardURL: 'https://g.example/d/1',
    panelURL: '',
    values: { B: 22.5, C: 1 },
  }
  const group = {
    version: '1',
    orgId: 7,
    externalURL: 'https://g.example/',
    truncatedAlerts: 0,
    state: 'alerting',
  }
  const readAlert = (change: object) => onlyAlarm(read({ ...group, alerts: [{ ...alert, ...change }] }))

  test('BX6, BX17 · becomes an alarm with its values and links', () => {
    expect(readAlert({})).toEqual({
      agent: 'g.example',
      rootKey: 'c4edaaf9f9f839b0',
      elementId: null,
      elementName: 'web-1',
      value: 'Load is high',
      rootTime: new Date('2026-06-15T11:00:00Z'),
      severity: 'critical',
      state: 'raised',
      title: 'web-1: Load is high',
      description:
        'Load is high\nValues: B = 22.5, C = 1\nDashboard: https://g.example/d/1\n' +
        'Silence: https://g.example/alerting/silence/new?x=1',
      labels: alert.labels,
      url: 'https://g.example/alerting/grafana/r1/view',
      raw: alert,
    })
    expect(readAlert({ status: 'resolved', values: null })).toMatchObject({ state: 'cleared' })
  })

  test('BX6 · belongs to the organisation where Grafana does not know its own address', () => {
    expect(onlyAlarm(read({ ...group, externalURL: '', alerts: [alert] })).agent).toBe('7')
  })

  test('links to its panel or dashboard where the rule’s address leads nowhere', () => {
    expect(readAlert({ generatorURL: '?orgId=1' }).url).toBe('https://g.example/d/1')
    expect(readAlert({ generatorURL: '?orgId=1', panelURL: 'https://g.example/p' }).url).toBe(
      'https://g.example/p',
    )
  })

  test('is asked for by the name of the sender, and what was left out is said', () => {
    expect(refusals(read({}))[0]?.message).toContain('Grafana')
    expect(read({ ...group, truncatedAlerts: 2, alerts: [alert] }).warnings).toEqual([
      expect.stringContaining('left out 2'),
    ])
  })
})

describe('A rule of Grafana’s older alerting', () => {
  const match = { metric: 'user', value: 97.5, tags: { instance: 'zeta', job: 'm' } }
  const rule = {
    ruleId: 7,
    ruleName: 'CPU alert',
    ruleUrl: 'https://old.example/d/1?panelId=1',
    state: 'alerting',
    title: '[Alerting] CPU alert',
    message: 'boom!',
    orgId: 3,
    tags: { severity: 'major' },
    evalMatches: [match],
  }

  test('BX6, BX17 · becomes one alarm, known by the rule', () => {
    expect(onlyAlarm(read(rule))).toEqual({
      agent: 'old.example',
      rootKey: 'rule-7',
      elementId: null,
      elementName: 'zeta',
      value: 'CPU alert (user = 97.5)',
      rootTime: null,
      severity: 'major',
      state: 'raised',
      title: 'zeta: CPU alert (user = 97.5)',
      description: 'boom!',
      labels: { instance: 'zeta', job: 'm', severity: 'major' },
      url: 'https://old.example/d/1?panelId=1',
      raw: rule,
    })
  })

  test.each([
    ['alerting', 'raised'],
    ['no_data', 'raised'],
    ['ok', 'cleared'],
  ])('that is %s is %s', (state, expected) => {
    for (const evalMatches of [[], null, undefined, [match]])
      expect(onlyAlarm(read({ ...rule, state, evalMatches }))).toMatchObject({
        state: expected,
        rootKey: 'rule-7',
      })
  })

  test('that matched several elements is about itself', () => {
    const other = { ...match, tags: { instance: 'eta' } }
    const alarm = onlyAlarm(read({ ...rule, evalMatches: [match, other], ruleUrl: '' }))
    expect(alarm).toMatchObject({
      agent: '3',
      elementName: 'CPU alert',
      value: 'user = 97.5, user = 97.5',
      labels: { severity: 'major' },
    })
  })

  test('without its number or in a state that is no alarm is refused', () => {
    expect(refusals(read({ ...rule, ruleId: undefined }))).toEqual([
      { at: '', field: 'ruleId', message: 'the rule’s number' },
    ])
    expect(refusals(read({ ...rule, state: 'paused' }))).toEqual([
      { at: '', field: 'state', message: 'alerting, no_data or ok' },
    ])
  })
})
