import { z } from 'zod'
import { refusedAs, together, type AlarmReading, type Refused } from './alarm.ts'
import { readRootTime, RootTime } from './root-time.ts'
import { storably } from './storable.ts'
import { keyText, lineOrNull, longest, oneLine, paragraphs, titleOfAlarm, webAddress } from './text.ts'
import { isObject } from '../listing.ts'
import { longestTitle } from '../wording.ts'

/** Alarms that one call may bring. */
const mostAlarms = 1_000

const whole = z.int().min(0).transform(String)

/** Consoles number their things, so a whole number is as good as a text. */
function key() {
  const right = `text of 1 to ${longest.key} characters, or a whole number`
  return z.union([z.string().overwrite(keyText).min(1, right).max(longest.key, right), whole], right)
}

function line(max: number) {
  const right = `text of at most ${max} characters`
  return z.string(right).overwrite(oneLine).max(max, right)
}

const named = `text of 1 to ${longest.elementName} characters`
const Labels = z
  .record(
    z.string().min(1).max(longest.labelName, `a name of at most ${longest.labelName} characters`),
    line(longest.label),
    'an object of texts',
  )
  .meta({ description: 'Whatever else is to be known, by name' })

/** The hub's own form of one alarm. */
export const OwnAlarm = z.strictObject(
  {
    agent: key()
      .nullish()
      .meta({ description: 'The agent or site that watches the element', examples: ['34'] }),
    rootKey: key().meta({
      description:
        'The alarm’s own key, the same for as long as it lasts; the same (agent, rootKey) is the same alarm',
    }),
    elementId: key().nullish(),
    elementName: z.string(named).overwrite(oneLine).min(1, named).max(longest.elementName, named),
    value: z
      .union(
        [line(longest.value), z.number().transform(String)],
        `text of at most ${longest.value} characters`,
      )
      .nullish(),
    rootTime: RootTime.nullish().meta({ description: 'When the root alarm began' }),
    severity: line(longest.severity).nullish(),
    state: z.enum(['raised', 'cleared'], 'raised or cleared').default('raised'),
    title: line(longestTitle).nullish().meta({ description: 'Made of element name and value if absent' }),
    description: z
      .string('text')
      .overwrite(paragraphs)
      .max(longest.description, `text of at most ${longest.description} characters`)
      .nullish(),
    labels: Labels.nullish(),
    url: z
      .string('an http or https address')
      .refine((text) => webAddress(text) !== null, 'an http or https address')
      .nullish()
      .meta({ description: 'The alarm’s own page' }),
  },
  'an alarm, an object',
)
type OwnAlarm = z.infer<typeof OwnAlarm>

/** One alarm in the hub's own form, or up to 1,000 under `alarms`, each read on its own. */
export const readOwnAlarms = storably((body, now) => {
  if (!isObject(body) || !Object.hasOwn(body, 'alarms')) return readOne(body, { at: '', now })
  const { alarms, ...others } = body
  if (!Array.isArray(alarms) || alarms.length === 0 || alarms.length > mostAlarms) {
    const count = Array.isArray(alarms) ? `; these are ${alarms.length.toLocaleString('en')}` : ''
    return refusedAs({ at: '', field: 'alarms', message: `a list of 1 to 1,000 alarms${count}` })
  }
  return together([
    refusedAs(...unknownMembers('', { names: Object.keys(others), known: ['alarms'] })),
    ...alarms.map((item, index) => readOne(item, { at: `alarms.${index}`, now })),
  ])
})

function readOne(raw: unknown, { at, now }: { at: string; now: Date }): AlarmReading {
  const read = OwnAlarm.safeParse(raw)
  if (!read.success) return refusedAs(...read.error.issues.flatMap((issue) => refusedBy(issue, at)))
  const alarm = read.data
  const field = at ? `${at}.rootTime` : 'rootTime'
  const { rootTime, warnings } = readRootTime(alarm.rootTime ?? undefined, { field, now })
  return { alarms: [{ ...shown(alarm), rootTime, raw }], warnings, refused: [] }
}

function shown(alarm: OwnAlarm) {
  const value = alarm.value || null
  return {
    agent: alarm.agent ?? '',
    rootKey: alarm.rootKey,
    elementId: alarm.elementId ?? null,
    elementName: alarm.elementName,
    value,
    severity: alarm.severity || null,
    state: alarm.state,
    title: alarm.title || titleOfAlarm(alarm.elementName, value),
    description: alarm.description ?? '',
    labels: alarm.labels ?? {},
    url: webAddress(alarm.url ?? undefined),
  }
}

function refusedBy(issue: z.core.$ZodIssue, at: string): Refused[] {
  if (issue.code === 'unrecognized_keys')
    return unknownMembers(at, { names: issue.keys, known: Object.keys(OwnAlarm.shape) })
  return [{ at, field: issue.path.join('.') || (at ? '' : 'body'), message: issue.message }]
}

/** More likely misspelt than meant. */
const unknownMembers = (at: string, { names, known }: { names: string[]; known: string[] }): Refused[] =>
  names.map((name) => ({
    at,
    field: lineOrNull(name, 100) ?? 'no name',
    message: `one of ${known.join(', ')}`,
  }))
