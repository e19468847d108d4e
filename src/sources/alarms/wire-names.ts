import { refusedAs, type AlarmReading, type Refused } from './alarm.ts'
import { readRootTime } from './root-time.ts'
import { storableText } from './storable.ts'
import { keyText, lineOrNull, longest, titleOfAlarm } from './text.ts'
import { isObject } from '../listing.ts'
import { foldedName, wireNames, wireParameters, type WireName } from './wire-parameters.ts'
import { splitWireQuery, splitWireText } from './wire-text.ts'

type Said = Partial<Record<WireName, string>>

const at = ''

/**
 * An alarm by its parameters' names on the wire (B18): as a query or a form brings them, or in one text in the form
 * of B17, its middle part alone, or a query string, which starts with `?`. A name counts as it is written, else
 * without case, spaces and underscores; other names are nobody's business here.
 * https://docs.dataminer.services/user-guide/Reference/Skyline_DataMiner_Folder/More_information_on_certain_files_and_folders/Hyperlinks_xml.html
 */
export function readAlarmLink(parameters: unknown, now: Date): AlarmReading {
  const given = typeof parameters === 'string' ? split(parameters) : parameters
  if (!isObject(given)) {
    return refusedAs({ at, field: 'parameters', message: `${wireNames.join(', ')}, each by its name` })
  }
  const { said, repeated } = saidIn(given)
  const refused = [
    ...repeated.map((name) => ({ at, field: name, message: 'a single text' })),
    ...wireNames.filter((name) => !repeated.includes(name)).flatMap((name) => refusedOf(name, said[name])),
  ]
  return refused.length > 0 ? refusedAs(...refused) : alarmOf(said, now)
}

const split = (text: string) =>
  text.trimStart().startsWith('?') ? splitWireQuery(text) : splitWireText(text)

function saidIn(given: Record<string, unknown>): { said: Said; repeated: WireName[] } {
  const said: Said = {}
  const repeated: WireName[] = []
  for (const name of wireNames) {
    const key = Object.hasOwn(given, name)
      ? name
      : Object.keys(given).find((other) => foldedName(other) === foldedName(name))
    const value = key === undefined ? undefined : given[key]
    if (typeof value === 'string' || typeof value === 'number') said[name] = storableText(String(value))
    else if (value !== undefined && value !== null) repeated.push(name)
  }
  return { said, repeated }
}

/** A keyword left standing would make all alarms one. */
function refusedOf(name: WireName, value: string | undefined): Refused[] {
  const { what, keyword, required, isKey } = wireParameters[name]
  const text = keyText(value ?? '')
  const right = `${what}, ${keyword} in a DataMiner hyperlink`
  if (required && !text) return [{ at, field: name, message: `is required: ${right}` }]
  if (required && text === keyword)
    return [{ at, field: name, message: `${right}; DataMiner put nothing in its place` }]
  if (isKey && text.length > longest.key)
    return [{ at, field: name, message: `${right}, at most ${longest.key} characters` }]
  return []
}

function alarmOf(said: Said, now: Date): AlarmReading {
  const filled = (name: WireName) =>
    keyText(said[name] ?? '') === wireParameters[name].keyword ? undefined : said[name]
  const { rootTime, warnings } = readRootTime(filled('Root Time'), { field: 'Root Time', now })
  const elementName = lineOrNull(said['Element Name'], longest.elementName) ?? ''
  const value = lineOrNull(filled('Alarm Value'), longest.value)
  const alarm = {
    agent: keyText(said['DMA ID'] ?? ''),
    rootKey: keyText(said['Alarm ID'] ?? ''),
    elementId: keyText(said['Element ID'] ?? ''),
    elementName,
    value,
    rootTime,
    severity: null,
    state: 'raised' as const,
    title: titleOfAlarm(elementName, value),
    description: '',
    labels: {},
    url: null,
    raw: said,
  }
  return { alarms: [alarm], warnings, refused: [] }
}
