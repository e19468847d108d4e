import type { Answer } from '../../ground/api.ts'

export type { Answer }

/** A refusal in ServiceNow's own words. */
export class ServiceNowError extends Error {
  readonly status: number
  readonly body: { error: { message: string; detail: string | null }; status: 'failure' }

  constructor(status: number, message: string, detail: string | null = null) {
    super([message, detail].filter(Boolean).join(': '))
    this.name = 'ServiceNowError'
    this.status = status
    this.body = { error: { message, detail }, status: 'failure' }
  }
}

export function ok(result: unknown, headers: Record<string, string> = {}): Answer {
  return { status: 200, headers, body: { result } }
}

export const noRecord = () =>
  new ServiceNowError(404, 'No Record found', "Record doesn't exist or ACL restricts the record retrieval")

export const invalidTable = (name: string) =>
  new ServiceNowError(400, `Invalid table ${name}`, `Table ${name} does not exist`)

export const notInserted = () =>
  new ServiceNowError(403, 'Operation Failed', 'ACL Exception Insert Failed due to security constraints')

export const notUpdated = () =>
  new ServiceNowError(403, 'Operation Failed', 'ACL Exception Update Failed due to security constraints')

export const notDeleted = () =>
  new ServiceNowError(403, 'Operation Failed', 'ACL Exception Delete Failed due to security constraints')

export const notQueried = () =>
  new ServiceNowError(
    403,
    'Insufficient rights to query records',
    'Field(s) present in the query do not have permission to be read',
  )

/** @param labels of the fields that a data policy misses */
export function policyBroken(labels: string[]): ServiceNowError {
  const [only] = labels
  const words =
    labels.length === 1 ? `${only} is mandatory` : `The following fields are mandatory: ${labels.join(', ')}`
  return new ServiceNowError(403, 'Operation Failed', `Data Policy Exception: ${words}`)
}
