import { asList, asRecord } from '../json.ts'
import type { FaultEffect } from './model.ts'

/** How a tracker's answers may be spoilt and still be answers of that tracker. */
export interface Spoiling {
  /** Members that real trackers have been seen to leave null. Never one that says which issue it is. */
  nullable: Set<string>
  /** Objects whose member names are data, so that a foreign member would be a lie instead of an addition. */
  maps: Set<string>
  /** A member that the tracker's description lacks. */
  foreign: Record<string, unknown>
}

/** An answer's body with the nulls and foreign members that the effect asks for. */
export function spoil(body: unknown, effect: FaultEffect, spoiling: Spoiling): unknown {
  const list = asList(body)
  if (list) return list.map((entry) => spoil(entry, effect, spoiling))
  const record = asRecord(body)
  if (!record) return body
  const { nullable, maps, foreign } = spoiling
  const spoilt = Object.fromEntries(
    Object.entries(record).map(([name, value]) => {
      if (effect.nulls && nullable.has(name)) return [name, null]
      return [name, maps.has(name) ? value : spoil(value, effect, spoiling)]
    }),
  )
  return effect.unknownMembers ? { ...spoilt, ...foreign } : spoilt
}
