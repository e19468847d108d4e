import { asList, asRecord } from '../json.ts'
import type { FaultEffect } from './model.ts'

/** Members that real trackers have been seen to leave null. Never one that says which issue it is. */
const nullable = new Set([
  'emailAddress',
  'timeZone',
  'iconUrl',
  'avatarUrls',
  'description',
  'priority',
  'lead',
  'statusCategory',
])
/** Objects whose member names are data, so that a foreign member would be a lie instead of an addition. */
const maps = new Set(['errors', 'permissions', 'properties', 'avatarUrls', 'body', 'description', 'attrs'])

/** An answer's body with the nulls and foreign members that the effect asks for. */
export function spoil(body: unknown, effect: FaultEffect): unknown {
  const list = asList(body)
  if (list) return list.map((entry) => spoil(entry, effect))
  const record = asRecord(body)
  if (!record) return body
  const spoilt = Object.fromEntries(
    Object.entries(record).map(([name, value]) => {
      if (effect.nulls && nullable.has(name)) return [name, null]
      return [name, maps.has(name) ? value : spoil(value, effect)]
    }),
  )
  return effect.unknownMembers ? { ...spoilt, customfield_99999: { unexpected: [null, 1] } } : spoilt
}
