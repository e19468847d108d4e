import type { FormField } from '../../../api/providers.ts'
import { afterChange, type Values } from '../fields/values.ts'

/**
 * The route after the credentials changed: what repeated the old value of a field (a default place, say)
 * takes on the new one.
 */
export function followConfig(
  fields: FormField[],
  route: Values,
  config: { before: Values; after: Values },
): Values {
  let next = route
  for (const [name, after] of Object.entries(config.after)) {
    const before = config.before[name]?.trim().toLowerCase()
    if (!before || before === after.trim().toLowerCase()) continue
    for (const field of fields) {
      if (next[field.name]?.toLowerCase() === before) {
        next = afterChange(fields, next, { name: field.name, value: after.trim() })
      }
    }
  }
  return next
}
