import type { Choice } from '../provider.ts'
import type { OceaneConfig } from './config.ts'
import { isValueField, valuesOf } from './value-sets.ts'

/** BX16: the values are the connection's own, so nobody is asked. */
export function choicesOf(config: OceaneConfig, field: string): Choice[] {
  if (!isValueField(field)) return []
  return valuesOf(config, field).map((value) => ({ value, label: value }))
}
