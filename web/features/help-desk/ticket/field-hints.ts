import type { Instance, Mappings } from '../../../api/instances.ts'
import { trackerName } from '../tracker-name.ts'

/** What a change of a field means for the issue, in a few words; none where the field has nothing to do with it (CX2). */
export type HintOf = (field: string) => string | undefined

/** Which fields go with the issue and which come back from it. `field` is named as mappings name it. */
export function hintsFor(
  instance: Pick<Instance, 'name' | 'settings'>,
  mappings: Pick<Mappings, 'fields'>,
): HintOf {
  const name = trackerName(instance.name)
  const back = `Sent to ${name} once; a change there comes back.`
  const fixed: Record<string, string> = {
    type: back,
    product: `Decides the project in ${name}; a move there comes back.`,
    status: instance.settings.updateTicketStatus
      ? `Comes from ${name}; a change here is not sent there.`
      : `Stays here: an action tells of a change in ${name}.`,
  }
  const mapped = new Map(
    mappings.fields.map(({ hubField, comesBack }) => [hubField, comesBack ? back : `Sent to ${name} once.`]),
  )
  return (field) => fixed[field] ?? mapped.get(field)
}
