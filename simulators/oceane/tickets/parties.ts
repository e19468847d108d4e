import { asList, asRecord, asText } from '../../ground/json.ts'
import type { Party } from '../state/model.ts'

function partyOf(value: unknown): Party {
  const record = asRecord(value) ?? {}
  const [name, role] = [asText(record['name']), asText(record['role'])]
  return {
    id: asText(record['id']) ?? '',
    '@referredType': asText(record['@referredType']) ?? 'Individual',
    ...(name !== undefined && { name }),
    ...(role !== undefined && { role }),
  }
}

/** The related parties of a body that was checked. */
export const partiesOf = (value: unknown): Party[] => (asList(value) ?? []).map(partyOf)
