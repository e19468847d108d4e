import { refusedAs, together, type Alarm, type AlarmReading } from './alarm.ts'
import { elementOf, labelsOf, rootKeyOf } from './labels.ts'
import { textIn, textsIn } from './members.ts'
import { readRootTime } from './root-time.ts'
import { keyText, lineOrNull, longest, paragraphs, titleOfAlarm, webAddress } from './text.ts'
import { shorten } from '../../domain/describe.ts'
import { isObject } from '../listing.ts'

type Members = Record<string, unknown>

/** In what Alertmanager and those who took over its form of a webhook differ. */
export interface GroupForm {
  title: string
  agentOf(group: Members): string
  /** Addresses of the alert's own page, best first. */
  pagesOf(alert: Members): (string | undefined)[]
  /** What the description says besides the annotations. */
  linesOf(alert: Members): string[]
}

const states = new Map<string | undefined, Alarm['state']>([
  ['firing', 'raised'],
  ['resolved', 'cleared'],
])

/** Each alert of a group becomes an alarm of its own. */
export function readGroup(body: unknown, now: Date, form: GroupForm): AlarmReading {
  const group = membersOf(body)
  const { alerts } = group
  if (!Array.isArray(alerts) || alerts.length === 0) {
    const message = `a list of one alert or more, as the webhook of ${form.title} sends it`
    return refusedAs({ at: '', field: 'alerts', message })
  }
  const left = Number(textIn(group, 'truncatedAlerts') ?? 0)
  const warnings =
    left > 0 ? [`${form.title} left out ${left} more of this group: its webhook has a limit.`] : []
  const context = { now, form, agent: form.agentOf(group), status: textIn(group, 'status') }
  const readings = alerts.map((alert, index) => readAlert(alert, `alerts.${index}`, context))
  return together([{ alarms: [], warnings, refused: [] }, ...readings])
}

/** Whoever passes on the data of Alertmanager's templates writes their names with a capital. */
function membersOf(body: unknown): Members {
  if (!isObject(body)) return {}
  if (Object.hasOwn(body, 'alerts')) return body
  return Object.fromEntries(
    Object.entries(body).map(([name, member]) => [name.charAt(0).toLowerCase() + name.slice(1), member]),
  )
}

interface Context {
  now: Date
  form: GroupForm
  agent: string
  /** Of the group, for alerts that have none. */
  status: string | undefined
}

function readAlert(raw: unknown, at: string, { now, form, agent, status }: Context): AlarmReading {
  if (!isObject(raw)) return refusedAs({ at, field: '', message: 'an alert, an object' })
  const said = textsIn(raw.labels)
  const rootKey = rootKeyOf(textIn(raw, 'fingerprint'), said)
  const state = states.get(textIn(raw, 'status') ?? status)
  if (!rootKey) return refusedAs({ at, field: 'labels', message: 'at least one label, or a fingerprint' })
  if (!state) return refusedAs({ at, field: 'status', message: 'firing or resolved' })
  const elementName = elementOf(said) ?? `alert ${rootKey.slice(0, 16)}`
  const notes = textsIn(raw.annotations)
  const value = valueOf(notes, { alertname: said.alertname, elementName })
  const field = `startsAt of ${at}`
  const { rootTime, warnings } = readRootTime(textIn(raw, 'startsAt'), { field, now })
  const alarm: Alarm = {
    agent,
    rootKey,
    elementId: null,
    elementName,
    value,
    rootTime,
    severity: lineOrNull(said.severity, longest.severity),
    state,
    title: titleOfAlarm(elementName, value),
    description: describe(notes, form.linesOf(raw)),
    labels: labelsOf(said),
    url:
      form
        .pagesOf(raw)
        .map(webAddress)
        .find((page) => page !== null) ?? null,
    raw,
  }
  return { alarms: [alarm], warnings, refused: [] }
}

/** The annotations that rules have by custom; `message` is the older name of both. */
function valueOf(
  { summary, message, description }: Record<string, string>,
  { alertname, elementName }: { alertname: string | undefined; elementName: string },
): string | null {
  const said = [summary, message, description].find((text) => text?.trim())
  return lineOrNull(said ?? (alertname === elementName ? undefined : alertname), longest.value)
}

function describe(notes: Record<string, string>, lines: string[]): string {
  const said = [notes.description, notes.message, notes.summary].find((text) => text?.trim())
  const runbook = webAddress(keyText(notes.runbook_url ?? notes.runbook ?? ''))
  const all = [said, runbook && `Runbook: ${runbook}`, ...lines].flatMap((text) => text || [])
  return shorten(paragraphs(all.join('\n')), longest.description).text
}
